"""The prober: looks at every electronic channel from outside, again and again, and keeps the register."""
