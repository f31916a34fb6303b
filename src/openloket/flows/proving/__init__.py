"""What can be shown afterwards: case files, copies of proof, and the log (Awb 2:25)."""
