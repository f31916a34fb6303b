"""Writing to people: the texts, the message, and rehearsing."""
