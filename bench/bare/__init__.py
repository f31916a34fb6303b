"""The floor: the least that Django can do for the same answers."""
