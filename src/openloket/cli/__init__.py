"""The `openloket` command."""
