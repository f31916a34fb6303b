"""What an organisation offers, by which channels, and the decision that says so (Awb 2:13)."""
