"""The decision as an accessible PDF (PDF/UA-1), with its exact content attached."""
