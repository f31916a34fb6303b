"""The words of a case file: its chapters, one module for each group of them."""
