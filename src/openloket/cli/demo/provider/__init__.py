"""A real OpenID provider on this machine, with made-up people: for the demo and for tests."""
