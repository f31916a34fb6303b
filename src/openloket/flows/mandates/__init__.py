"""Who may act for whom (Awb 2:1, 2:2)."""
