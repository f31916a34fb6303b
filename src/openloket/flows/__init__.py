"""Floor 3: one file is one journey is one transaction."""
