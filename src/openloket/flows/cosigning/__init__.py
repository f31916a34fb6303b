"""A message that more people must sign."""
