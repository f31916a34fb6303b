"""Django's PostgreSQL back end, which tells the server whose rows may be seen before each first query."""
