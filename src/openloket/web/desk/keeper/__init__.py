"""Keeping the national monitor: what a person decides of a page, and of a reply."""
