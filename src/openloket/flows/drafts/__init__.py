"""What somebody is still filling in, and how it began."""
