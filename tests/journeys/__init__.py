"""Whole stories, through HTTP and through a real browser."""
