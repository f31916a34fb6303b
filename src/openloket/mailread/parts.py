"""One part of a message (MIME): its type and name, its bytes out of their wrapping, the parts inside it."""

import binascii
import re
from dataclasses import dataclass

from openloket.mailread import headers
from openloket.mailread.headers import Headers, unbase64
from openloket.mailread.mail import Oddity

_MEDIA_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,60}/[a-z0-9!#$&^_.+-]{1,100}")
_GUESS = re.compile(rb"^--([^\r\n]{1,200}?)[ \t]*\r?\n(?:content-|mime-)", re.IGNORECASE | re.MULTILINE)
_REST_OF_MARK = re.compile(rb"(--)?[ \t]*(?:\r\n|\n|\r|\Z)")
_NOT_WRAPPED = frozenset({"", "7bit", "8bit", "binary", "7-bit", "8-bit", "none", "7bits", "8bits"})
_UU = frozenset({"x-uuencode", "uuencode", "x-uue", "uue"})


@dataclass(frozen=True, slots=True)
class Part:
    """A part: headers read, body still wrapped. `name` is what the sender calls the file."""

    headers: Headers
    body: bytes
    media_type: str
    parameters: dict[str, str]
    disposition: str
    name: str
    content_id: str

    @property
    def is_multipart(self) -> bool:
        """Whether it holds other parts."""
        return self.media_type.startswith("multipart/")


def part(content: bytes, untold: str = "text/plain", *, whole: bool = False) -> Part:
    """Read the headers of a part, or of a whole message; `untold` is the type of one that does not say it."""
    found, body = headers.split(content, whole=whole)
    stated = headers.decoded(found.first("content-type"))
    if ";" not in stated:
        stated = re.sub(r"^(\s*\S+/\S+)\s+(?=\S+=)", r"\1; ", stated[:2_000])
    kind, parameters = headers.parameters(stated)
    match = _MEDIA_TYPE.search(kind)
    media_type = match[0] if match else _of_one_word(kind, untold)
    disposition, more = headers.parameters(found.first("content-disposition"))
    return Part(
        headers=found,
        body=body,
        media_type=media_type,
        parameters=parameters,
        disposition=disposition,
        name=more.get("filename") or parameters.get("name") or more.get("name", ""),
        content_id=found.first("content-id").strip("<> ")[:200],
    )


def _of_one_word(kind: str, untold: str) -> str:
    """`text` and `html` were types before there were types; anything else unreadable is just bytes."""
    if not kind:
        return untold
    return {"text": "text/plain", "html": "text/html"}.get(kind, "application/octet-stream")


def unwrapped(part: Part) -> tuple[bytes, bool]:
    """The bytes of a part, and whether their wrapping was right (RFC 2045 chapter 6, and uuencode)."""
    stated = part.headers.first("content-transfer-encoding").lower()
    way = re.split(r"[\s;(,]", stated.strip("\"' "), maxsplit=1)[0]
    if way == "base64":
        return unbase64(part.body)
    if way in ("quoted-printable", "quoted_printable"):
        return binascii.a2b_qp(part.body), True
    if way in _UU:
        return _unuu(part.body)
    return part.body, way in _NOT_WRAPPED


def _unuu(body: bytes) -> tuple[bytes, bool]:
    """What was uuencoded: the lines between begin and end; lines of many programs are a sign too long."""
    out, fits = [], True
    for line in body.splitlines():
        if line.startswith((b"begin ", b"end")) or not line.strip():
            continue
        try:
            out.append(binascii.a2b_uu(line))
        except binascii.Error:
            length = (((line[0] - 32) & 63) * 4 + 5) // 3
            try:
                out.append(binascii.a2b_uu(line[:length]))
            except binascii.Error:
                fits = False
    return b"".join(out), fits


def children(part: Part, most: int) -> tuple[list[bytes], bytes, list[Oddity]]:
    """The bytes of the parts inside a multipart, at most `most` + 1; what came after the end; what was odd.

    Without any readable boundary the list is empty: then the body itself is all there is.
    """
    body, odd = part.body, []
    boundary = part.parameters.get("boundary", "").rstrip().encode("utf-8", "replace")
    marks = _marks(body, boundary)
    if not marks:
        body = unwrapped(part)[0]
        marks = _marks(body, boundary)
    if not marks:
        odd.append(Oddity.NO_BOUNDARY)
        guess = _GUESS.search(body)
        marks = _marks(body, guess[1].removesuffix(b"--")) if guess else []
    inside: list[bytes] = []
    for index, (_, end, is_last) in enumerate(marks):
        if is_last or len(inside) > most:
            return inside, body[end:].strip() if is_last else b"", odd
        until = marks[index + 1][0] if index + 1 < len(marks) else len(body)
        inside.append(_without_line_end(body[end:until]))
    return inside, b"", [*odd, Oddity.NOT_CLOSED] if marks else odd


def _marks(body: bytes, boundary: bytes) -> list[tuple[int, int, bool]]:
    """Where the lines with the boundary begin and end, and whether each is the closing one."""
    if not boundary or b"--" + boundary not in body:
        return []
    mark, found = b"--" + boundary, []
    place = body.find(mark)
    while place >= 0:
        after = place + len(mark)
        rest = _REST_OF_MARK.match(body, after)
        if rest and (place == 0 or body[place - 1] in b"\r\n"):
            found.append((place, rest.end(), bool(rest[1])))
            after = rest.end()
        place = body.find(mark, after)
    return found


def _without_line_end(content: bytes) -> bytes:
    """The line end before a boundary belongs to the boundary."""
    if content.endswith(b"\r\n"):
        return content[:-2]
    return content[:-1] if content.endswith((b"\n", b"\r")) else content
