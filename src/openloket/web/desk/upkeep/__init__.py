"""What is kept up besides zaken: settings, employees, days, outages."""
