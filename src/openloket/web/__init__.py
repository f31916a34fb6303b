"""Everything that speaks HTTP: portal, desk, control."""
