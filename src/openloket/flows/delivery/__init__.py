"""A message leaves, and we know whether it arrived; if not, the next step of the ladder (Awb 2:11)."""
