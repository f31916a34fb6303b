"""The tests mirror the floors of the house."""
