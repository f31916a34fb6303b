"""OpenLoket: the municipal counter for official electronic messages (Awb, afdeling 2.3)."""
