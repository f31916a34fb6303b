"""E-mail that came in."""
