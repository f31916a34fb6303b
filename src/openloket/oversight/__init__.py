"""Reads all rooms and computes the duties of each organisation."""
