"""What came the wrong way or to the wrong body."""
