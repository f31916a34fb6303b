"""Floor 0: the form language: typed definition, conditions, validation, summary."""
