"""The two hashes of an RFC 6962 tree: of a leaf and of an inner node."""

from hashlib import sha256

HASH_SIZE = 32
EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """Hash of one log entry: SHA-256(0x00 || entry), 32 bytes.

    Source: RFC 6962, section 2.1. The prefix keeps an inner node from ever being read as a leaf.
    """
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of an inner node: SHA-256(0x01 || left || right), 32 bytes. Source: RFC 6962, section 2.1."""
    return sha256(b"\x01" + left + right).digest()
