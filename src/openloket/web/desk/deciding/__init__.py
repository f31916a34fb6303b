"""Decisions, objections against them, and complaints."""
