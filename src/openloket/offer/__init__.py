"""What an organisation offers: products, services, channels, form versions and texts."""
