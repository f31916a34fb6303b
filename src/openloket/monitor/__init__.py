"""The national monitor: what residents and businesses can really do digitally, measured from outside."""
