"""Checking an RFC 3161 timestamp: who says that something existed, and at what moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from cryptography.x509 import Certificate, load_der_x509_certificate
from cryptography.x509.oid import NameOID
from rfc3161_client import (
    TimeStampResponse,
    VerifierBuilder,
    decode_timestamp_response,
)

LARGEST_TOKEN = 64 * 1024
_SHA256 = "2.16.840.1.101.3.4.2.1"
_GRANTED = bytes.fromhex("3003020100")  # PKIStatusInfo with status 0, in DER


class StampError(ValueError):
    """The token is no timestamp, is over something else, or comes from nobody the reader trusts."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a checked token says; ``tsa`` is the common name in the certificate of the signer."""

    at: datetime
    tsa: str


def read_stamp(token: bytes, digest: bytes) -> Stamp:
    """What the token says, if it is over ``digest``; who signed it is not checked. Raises StampError."""
    response = _response(token)
    try:
        imprint = response.tst_info.message_imprint
        algorithm, hashed = imprint.hash_algorithm.dotted_string, imprint.message
        stamp = Stamp(response.tst_info.gen_time, _signer_name(response))
    except StampError:
        raise
    except Exception as problem:  # on hostile bytes the parsers raise KeyError and what not
        raise StampError("not a readable timestamp") from problem
    if algorithm != _SHA256 or hashed != sha256(digest).digest():
        raise StampError("a timestamp over something else")
    return stamp


def check_stamp(token: bytes, digest: bytes, roots: Sequence[Certificate], nonce: int | None = None) -> Stamp:
    """What the token says, if it is over ``digest`` and its signer's certificate chains to one of ``roots``.

    The chain is judged at the moment the token states, so a token stays good after its certificate expires.
    The token's message imprint is SHA-256(digest). Raises StampError.
    """
    stamp = read_stamp(token, digest)
    if not roots:
        raise StampError("no root certificate given to check the timestamp with")
    builder = VerifierBuilder(roots=list(roots), nonce=nonce)
    try:
        builder.build().verify_message(_response(token), digest)
    except Exception as problem:  # as above; whatever went wrong, it is not verified
        raise StampError(f"{type(problem).__name__}: {problem}") from problem
    return stamp


def _response(token: bytes) -> TimeStampResponse:
    """The token as the whole response the library reads: a granted status in front of it."""
    if len(token) > LARGEST_TOKEN:
        raise StampError(f"larger than {LARGEST_TOKEN} bytes")
    body = _GRANTED + token
    size = len(body).to_bytes((len(body).bit_length() + 7) // 8, "big")
    header = bytes([0x30, len(body)]) if len(body) < 0x80 else bytes([0x30, 0x80 | len(size)]) + size
    try:
        return decode_timestamp_response(header + body)
    except ValueError as problem:
        raise StampError("not a timestamp token") from problem


def _signer_name(response: TimeStampResponse) -> str:
    signers = response.signed_data.signer_infos
    for der in response.signed_data.certificates:
        certificate = load_der_x509_certificate(der)
        if any(
            (s.issuer, s.serial_number) == (certificate.issuer, certificate.serial_number) for s in signers
        ):
            names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
            return str(names[0].value) if names else certificate.subject.rfc4514_string()
    raise StampError("the timestamp carries no certificate of its signer")
