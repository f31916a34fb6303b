"""Settings, read strictly from the environment."""
