"""Adapters that fetch public web pages for the monitor."""
