"""The receipt as an accessible PDF (PDF/UA-1), with the proof file attached."""
