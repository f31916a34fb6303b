"""Organisations, authorities, teams and employees, and the scope without which no query runs."""
