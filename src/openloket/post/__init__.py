"""Messages out: templates, renderings, deliveries."""
