"""Zaken with their status, terms, notes and timeline."""
