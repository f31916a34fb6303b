"""The page of a zaak, and what is done and read there."""
