"""What citizens and entrepreneurs see of one organisation."""
