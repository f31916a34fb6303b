"""What came by counter, telephone or post."""
