"""Decisions, objections against them, and complaints (Awb 3, 6, 7 and 9)."""
