"""The clock's surface: queue tasks, the sealer, the watchers."""
