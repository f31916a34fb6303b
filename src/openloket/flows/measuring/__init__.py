"""The national monitor: rounds, observations, replies and figures."""
