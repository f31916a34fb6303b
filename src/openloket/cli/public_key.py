"""`openloket public-key`: the keys that others need to check receipts of this installation."""

import argparse

from openloket.evidence.known_keys import public_pem


def run(arguments: argparse.Namespace) -> int:
    """Print the public key in PEM, and after it those that signed before it."""
    print(public_pem().decode(), end="")
    return 0
