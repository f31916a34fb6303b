"""One idea per file, in the order of settings.MIDDLEWARE."""
