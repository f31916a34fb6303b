"""The pages of a case file as accessible PDFs (PDF/UA-1), in volumes that are never too large."""
