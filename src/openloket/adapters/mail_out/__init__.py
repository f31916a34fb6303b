"""Ways for mail to leave."""
