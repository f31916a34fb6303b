"""Room of outages: when a channel could not be used, what was announced and what was done about it."""
