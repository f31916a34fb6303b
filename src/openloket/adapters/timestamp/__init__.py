"""Timestamp services: a foreign one over HTTP (RFC 3161) and a local one of our own."""
