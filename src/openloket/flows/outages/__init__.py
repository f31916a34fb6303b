"""A channel does not work: registered, told, and forgiven (Awb 2:21)."""
