"""A timestamp service of a third party, asked over HTTP (RFC 3161, section 3.4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from cryptography.x509 import Certificate
from rfc3161_client import (
    HashAlgorithm,
    TimeStampRequest,
    TimestampRequestBuilder,
    TimeStampResponse,
    decode_timestamp_response,
)

from openloket.evidence.ports import Permanent, StampToken, Temporary
from openloket.evidence.timestamp import LARGEST_TOKEN, StampError, check_stamp

GRANTED, WAITING = 0, 3
TRY_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class HttpTimestamper:
    """Asks the service at ``url`` and accepts only a token that chains to one of ``roots``."""

    url: str
    roots: Sequence[Certificate]
    timeout_seconds: float = 10.0

    def stamp(self, digest: bytes) -> StampToken:
        """A checked token over the digest (see the port). Raises Temporary or Permanent."""
        request = TimestampRequestBuilder().data(digest).hash_algorithm(HashAlgorithm.SHA256).build()
        answer = _read(self._ask(request))
        token = answer.time_stamp_token()
        try:
            stamp = check_stamp(token, digest, self.roots, nonce=request.nonce)
        except StampError as problem:
            raise Permanent(f"the timestamp service gave a token we cannot trust: {problem}") from problem
        return StampToken(token, stamp.tsa, stamp.at)

    def _ask(self, request: TimeStampRequest) -> bytes:
        if urlsplit(self.url).scheme not in ("http", "https"):
            raise Permanent("the address of a timestamp service begins with http or https")
        query = Request(  # noqa: S310 -- the scheme is checked above
            self.url, request.as_bytes(), {"Content-Type": "application/timestamp-query"}
        )
        try:
            with urlopen(query, timeout=self.timeout_seconds) as answer:  # noqa: S310 -- idem
                return bytes(answer.read(LARGEST_TOKEN + 1))
        except HTTPError as problem:
            problem.close()
            kind = Temporary if problem.code in TRY_AGAIN else Permanent
            raise kind(f"the timestamp service answered {problem.code}") from problem
        except (OSError, HTTPException) as problem:
            raise Temporary(f"the timestamp service cannot be reached: {problem}") from problem


def _read(data: bytes) -> TimeStampResponse:
    try:
        answer = decode_timestamp_response(data)
        status = answer.status
    except ValueError as problem:
        raise Permanent("the timestamp service answered something that is no timestamp") from problem
    if status == WAITING:
        raise Temporary("the timestamp service asks to wait")
    if status != GRANTED:
        raise Permanent(f"the timestamp service refused: status {status} {'; '.join(answer.status_string)}")
    return answer
