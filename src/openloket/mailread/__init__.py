"""Reading e-mail: from the raw bytes of any message to what was said, sent along, and by whom."""
