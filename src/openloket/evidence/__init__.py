"""The append-only log: events, seals, signed tree heads, proofs and their verification."""
