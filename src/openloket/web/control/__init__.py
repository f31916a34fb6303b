"""Pages on which anybody may check this installation."""
