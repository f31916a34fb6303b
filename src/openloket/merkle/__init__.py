"""Floor 0: the RFC 6962 tree: hashing, inclusion and consistency proofs, verification."""
