"""What a page of a municipality says of its channels: pure, without Django, clock or network."""
