"""Messages that came back: whom they did not reach, for good or not, and why. Start at `reading`."""
