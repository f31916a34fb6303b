"""What came the wrong way, or to the wrong body (Awb 2:3, 2:15, 2:16, 2:24, 6:15)."""
