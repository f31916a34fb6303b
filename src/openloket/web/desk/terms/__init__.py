"""Terms: the list, what moves one, and what being late costs."""
