"""Writing to people: by which way, in which words, and placed in Mijn omgeving (Awb 2:8-2:12)."""
