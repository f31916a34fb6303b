"""Checking whatever somebody brings: a receipt, a copy of proof (Awb 2:25), a case file or its pages."""

from collections.abc import Mapping, Sequence
from typing import IO

from cryptography.x509 import Certificate

from openloket.evidence.casefile import is_case_file
from openloket.evidence.dossier import is_dossier
from openloket.evidence.keys import PublicKey
from openloket.evidence.verify import Report, verify_file
from openloket.evidence.verify_casefile import LARGEST_CASE_FILE, verify_case_file
from openloket.evidence.verify_dossier import verify_dossier
from openloket.evidence.verify_pages import is_without_proof, verify_pages

_START = 4


def verify_any(
    source: IO[bytes],
    keys: Sequence[PublicKey],
    tsa_roots: Sequence[Certificate] = (),
    attachments: Mapping[str, bytes] | None = None,
    largest: int = LARGEST_CASE_FILE,
) -> Report:
    """Checks a file, whichever of them it is. Never raises on its content.

    A case file is read a piece at a time and never unpacked to more than `largest` bytes; others are read
    whole, which they are small enough for.
    """
    start = source.read(_START)
    source.seek(0)
    if is_case_file(start):
        return verify_case_file(source, keys, tsa_roots, largest)
    data = source.read()
    if is_dossier(data):
        return verify_dossier(data, keys, tsa_roots)
    if is_without_proof(data):
        return verify_pages(data, keys)
    return verify_file(data, keys, tsa_roots, attachments)
