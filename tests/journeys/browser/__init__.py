"""Whole stories in a real browser, against the real web, worker and mail processes."""
