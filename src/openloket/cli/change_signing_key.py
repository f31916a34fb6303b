"""`openloket change-signing-key`: a new key signs from now on, and the old one keeps what it signed."""

import argparse
from datetime import UTC, datetime

from openloket.conf.env import ConfigurationError
from openloket.evidence.keys import KeyFileError
from openloket.evidence.known_keys import change_key, document_path

_NEXT = """Now start web and worker again on every machine, all with the same two files: the signing key and
{document}. Keep a copy of both apart. Publish the new public key beside the old one: openloket public-key."""


def run(arguments: argparse.Namespace) -> int:
    """Change it and say what is left to do; raises ConfigurationError when the old key can't be read."""
    try:
        old, new = change_key(datetime.now(UTC).replace(microsecond=0))
    except (OSError, KeyFileError) as problem:
        raise ConfigurationError(f"change-signing-key: the key in use can't be read: {problem}") from problem
    except ValueError as problem:
        raise ConfigurationError(f"change-signing-key: {document_path()} is damaged: {problem}") from problem
    print(f"Signed until now: {old.key_id}. Signs from now on: {new.key_id}.")
    print(_NEXT.format(document=document_path()))
    return 0
