"""`openloket public-key`: the key that others need to check receipts of this installation."""

import argparse

from openloket.evidence.signing import signing_key


def run(arguments: argparse.Namespace) -> int:
    """Print the public key in PEM."""
    print(signing_key().public.pem.decode(), end="")
    return 0
