"""What the figures of the monitor are and how they are computed: pure, and read beside docs/monitor."""
