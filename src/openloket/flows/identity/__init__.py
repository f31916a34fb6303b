"""Who is there: logging in at a provider, and seeing a status without login."""
