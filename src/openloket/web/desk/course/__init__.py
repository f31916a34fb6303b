"""What happened with a zaak, in sentences in the order of time."""
