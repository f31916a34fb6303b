"""Checking a PDF that stands alone and holds no proof: pages of a case file, or a letter."""

from collections.abc import Sequence

from openloket.evidence import casefile_wording, wording
from openloket.evidence.canonical import sha256_hex
from openloket.evidence.keys import PublicKey
from openloket.evidence.pdfseal import LARGEST_PDF, SealState, attached_proof, open_seal
from openloket.evidence.verify import Check, Report, State

_TEXTS = {
    SealState.INTACT: wording.PDF_SEAL_OK,
    SealState.MISSING: casefile_wording.PAGES_NO_SEAL,
    SealState.UNKNOWN_KEY: wording.PDF_SEAL_UNKNOWN,
    SealState.BROKEN: wording.PDF_SEAL_BROKEN,
}


def is_without_proof(data: bytes) -> bool:
    """Whether it is a PDF, of a size to look at, without a proof file in it."""
    return data.startswith(b"%PDF-") and len(data) <= LARGEST_PDF and attached_proof(data) is None


def verify_pages(data: bytes, keys: Sequence[PublicKey]) -> Report:
    """Checks the seal, which is all there is to check: each volume of a case file can be handed in alone."""
    seal = open_seal(data, keys)
    state = State.OK if seal.state is SealState.INTACT else State.FAILED
    checks = (
        Check("file", State.OK, casefile_wording.PAGES_FOUND, sha256_hex(data)),
        Check("pdf-seal", state, _TEXTS[seal.state], seal.key_id),
    )
    limits = (*casefile_wording.PAGES_LIMITS, wording.KEY_LIMIT)
    return Report(checks, what=casefile_wording.PAGES, rests_on="pdf-seal", limits=limits)
