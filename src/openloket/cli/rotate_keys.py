"""`openloket rotate-keys`: a new key for what is sealed, and all that older keys sealed sealed anew."""

import argparse
from datetime import UTC, datetime

from openloket.conf.env import ConfigurationError
from openloket.flows.proving.rotate_keys import drop_unused_keys, rotate_keys
from openloket.tenancy.keyring import KeyRingError, add_key, ring
from openloket.tenancy.sealing import Unsealable


def run(arguments: argparse.Namespace) -> int:
    """Rotate and say how much; raises ConfigurationError when a key is missing."""
    try:
        if not arguments.resume:
            print(f"New key: {add_key().key_id}")
        rows = rotate_keys(datetime.now(UTC))
        print(f"Sealed anew with key {ring()[0].key_id}: {rows}.")
        if arguments.drop:
            print(f"Older keys taken out of the ring: {drop_unused_keys()}.")
    except (KeyRingError, Unsealable) as problem:
        raise ConfigurationError(f"rotate-keys: {problem}; put back the key ring of your copy") from problem
    return 0
