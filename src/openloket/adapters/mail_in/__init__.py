"""Ways for e-mail to come in: they carry bytes and look at nothing."""
