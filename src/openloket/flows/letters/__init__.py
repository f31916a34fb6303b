"""Messages on paper: printed, posted, and come back."""
