"""A letter to print and post, as an accessible PDF (PDF/UA-1) with its address where a window shows it."""
