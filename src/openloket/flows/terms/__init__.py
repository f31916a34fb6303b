"""A term stands still, runs again, grows, or passed (Awb 4:5, 4:13-4:17, 7:10)."""
