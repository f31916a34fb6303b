"""Walks through the parts of a message and sorts them: what was said, and which files came along."""

import hashlib
import re
from dataclasses import dataclass, field

from openloket.formkit.files import clean_name
from openloket.mailread import charsets, headers, parts, plaintext
from openloket.mailread.addresses import one_line
from openloket.mailread.htmltext import text_of
from openloket.mailread.mail import Excess, File, Limits, Oddity, Origin, Problem, Refusal
from openloket.mailread.parts import Part
from openloket.mailread.richtext import words
from openloket.mailread.signedmail import is_enveloped, signed_content
from openloket.mailread.winmail import Winmail, unpacked

_TEXTS = {"text/plain": "plain", "text/html": "html", "text/enriched": "html", "text/richtext": "html"}
_SUFFIXES = {
    "application/pdf": "pdf",
    "application/pgp-signature": "asc",
    "application/pgp-keys": "asc",
    "application/pkcs7-mime": "p7m",
    "application/pkcs7-signature": "p7s",
    "application/x-pkcs7-signature": "p7s",
    "application/rtf": "rtf",
    "application/xml": "xml",
    "application/zip": "zip",
    "image/gif": "gif",
    "image/heic": "heic",
    "image/jpeg": "jpg",
    "image/jpg": "jpg",
    "image/png": "png",
    "image/tiff": "tif",
    "message/rfc822": "eml",
    "text/calendar": "ics",
    "text/csv": "csv",
    "text/html": "html",
    "text/plain": "txt",
    "text/vcard": "vcf",
    "text/xml": "xml",
}
_REPORTS = frozenset(
    {"message/delivery-status", "message/global-delivery-status", "message/disposition-notification"}
    | {"message/feedback-report", "text/rfc822-headers", "message/global-headers"}
)
_MESSAGES = frozenset({"message/rfc822", "message/global", "message/news"})
_SMIME = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_TNEF = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
_LOCKED = re.compile(r"^-----BEGIN PGP MESSAGE-----", re.MULTILINE)
_WHY = {
    Excess.FILE_SIZE: "Dit bestand is te groot.",
    Excess.DEPTH: "Dit deel zit te diep in andere delen van het bericht.",
    Excess.PARTS: "Het bericht heeft te veel delen. Vanaf hier konden wij het niet lezen.",
}


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of text as it stood in the message; `kind` is plain or html."""

    kind: str
    text: str


@dataclass(slots=True)
class Content:
    """What was found so far."""

    limits: Limits
    said: list[Said] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    parts: int = 0

    def note(self, oddity: Oddity, about: str = "") -> None:
        """Something was odd; said once."""
        problem = Problem(oddity, one_line(about, 100))
        if problem not in self.problems:
            self.problems.append(problem)

    def refuse(self, excess: Excess, name: str, size: int) -> None:
        """Something was too much; size in bytes."""
        self.refusals.append(Refusal(excess, clean_name(name), size, _WHY[excess]))

    def keep(
        self, content: bytes, part: Part, origin: Origin, *, name: str = "", media_type: str = ""
    ) -> None:
        """Take a file along, unless it is too large. A file without a name gets one of its own."""
        kind = media_type or part.media_type
        name = (
            name or one_line(part.name, 500) or f"bijlage-{len(self.files) + 1}.{_SUFFIXES.get(kind, 'bin')}"
        )
        if len(content) > self.limits.file:
            return self.refuse(Excess.FILE_SIZE, name, len(content))
        self.files.append(
            File(
                name=clean_name(name),
                media_type=kind,
                content=content,
                sha256=hashlib.sha256(content).hexdigest(),
                inline=part.disposition == "inline"
                or bool(part.content_id and part.disposition != "attachment"),
                content_id=one_line(part.content_id, 200),
                origin=origin,
            )
        )
        return None


def walk(part: Part, found: Content, depth: int = 0) -> None:
    """Sort a part, and all parts in it, into `found`."""
    found.problems += [problem for problem in part.headers.problems if problem not in found.problems]
    found.parts += 1
    if found.parts > found.limits.parts:
        if found.parts == found.limits.parts + 1:
            found.refuse(Excess.PARTS, part.name, len(part.body))
    elif part.is_multipart:
        _several(part, found, depth)
    elif part.media_type in _SMIME:
        _smime(part, found, depth)
    elif _is_text(part, found):
        _text(part, found)
    else:
        _file(part, found, depth)


def _several(part: Part, found: Content, depth: int) -> None:
    """A multipart: its children in order, by what they are to each other."""
    if depth >= found.limits.depth:
        return found.refuse(Excess.DEPTH, part.name or "deel.eml", len(part.body))
    pieces, rest, odd = parts.children(part, found.limits.parts)
    for oddity in odd:
        found.note(oddity)
    if not pieces:
        if part.body.strip():
            _text(Part(part.headers, part.body, "text/plain", part.parameters, "", "", ""), found)
        return None
    untold = "message/rfc822" if part.media_type == "multipart/digest" else "text/plain"
    inside = [parts.part(piece, untold) for piece in pieces]
    _by_kind(part.media_type, inside, found, depth)
    if rest:
        found.note(Oddity.AFTER_THE_END)
        found.keep(rest, part, Origin.PART, name="na-het-einde.txt", media_type="text/plain")
    return None


def _by_kind(kind: str, inside: list[Part], found: Content, depth: int) -> None:
    if kind == "multipart/alternative":
        return _alternatives(inside, found, depth)
    if kind == "multipart/encrypted":
        found.note(Oddity.ENCRYPTED)
    for number, child in enumerate(inside):
        if kind == "multipart/encrypted":
            found.keep(parts.unwrapped(child)[0], child, Origin.ENCRYPTED)
        elif kind == "multipart/signed" and number:
            found.keep(parts.unwrapped(child)[0], child, Origin.SIGNATURE)
        else:
            walk(child, found, depth + 1)
    return None


def _alternatives(inside: list[Part], found: Content, depth: int) -> None:
    """The same message in several forms: the plain one, unless the HTML plainly says more."""
    before, forms = found.said, []
    for child in inside:
        if child.media_type.startswith("text/") and child.media_type not in (*_TEXTS, "text/calendar"):
            continue
        found.said = []
        walk(child, found, depth + 1)
        forms.append(found.said)
    found.said = before + fullest(forms)


def fullest(forms: list[list[Said]]) -> list[Said]:
    """Which form of a message to read: plain text if it says about as much as the HTML."""
    spoken = [form for form in forms if any(one.text.strip() for one in form)]
    if not spoken:
        return []
    plain = [form for form in spoken if all(one.kind == "plain" for one in form)]
    if not plain:
        return spoken[-1]
    most = max(sum(len(one.text) for one in form) for form in spoken)
    length = sum(len(one.text) for one in plain[0])
    return (
        plain[0]
        if length * 4 >= most or most < 200
        else max(spoken, key=lambda form: sum(len(one.text) for one in form))
    )


def _is_text(part: Part, found: Content) -> bool:
    """Text that belongs to what is said: not sent as a file, and not a file by name after other text."""
    if part.media_type not in _TEXTS or part.disposition == "attachment":
        return False
    return not part.name or not (part.disposition or found.said)


def _text(part: Part, found: Content) -> None:
    content, fits = parts.unwrapped(part)
    if not fits:
        found.note(Oddity.BAD_ENCODING, part.media_type)
    text = _decoded(content, part.parameters.get("charset", ""), found)
    kind = _TEXTS.get(part.media_type, "plain")
    if kind == "html":
        text = text_of(text.replace("\x00", ""))
    elif part.parameters.get("format", "").lower() == "flowed":
        text = plaintext.unflowed(text, without_space=part.parameters.get("delsp", "").lower() == "yes")
    text = plaintext.tidy(text)
    if _LOCKED.search(text):
        found.note(Oddity.ENCRYPTED)
    if text.strip():
        found.said.append(Said(kind, text))


def _decoded(content: bytes, charset: str, found: Content) -> str:
    if b"\x00" in content and not charset.lower().startswith(("utf-16", "utf-32")):
        found.note(Oddity.NUL)
    text, is_known, is_right = charsets.decode(content, charset)
    if not is_known:
        found.note(Oddity.UNKNOWN_CHARSET, charset)
    elif not is_right:
        found.note(Oddity.WRONG_CHARSET, charset)
    return text


def _file(part: Part, found: Content, depth: int) -> None:
    """Everything that is no text of the message."""
    content, fits = parts.unwrapped(part)
    if not fits:
        found.note(Oddity.BAD_ENCODING, part.name or part.media_type)
    if part.media_type in _TNEF or part.name.lower() == "winmail.dat":
        return _winmail(content, part, found, depth)
    if part.media_type in _MESSAGES:
        return found.keep(content, part, Origin.MESSAGE, name=_name_of_message(part, content))
    if part.media_type == "message/partial":
        found.note(Oddity.PARTIAL)
    if part.media_type in _REPORTS:
        return found.keep(content, part, Origin.REPORT, name=part.name or "melding-van-de-mailserver.txt")
    if part.media_type == "text/calendar":
        return found.keep(content, part, Origin.CALENDAR, name=part.name or "afspraak.ics")
    return found.keep(content, part, Origin.PART)


def _name_of_message(part: Part, content: bytes) -> str:
    """A message inside the message is called by its subject."""
    if part.name:
        return part.name if part.name.lower().endswith(".eml") else f"{part.name}.eml"
    subject = headers.decoded(headers.split(content[:100_000], whole=True)[0].first("subject"))
    return f"{one_line(subject.replace('/', '-'), 80) or 'bericht'}.eml"


def _smime(part: Part, found: Content, depth: int) -> None:
    """S/MIME in one piece: what was signed is read, and the whole kept; what is locked is kept as it is."""
    content, _ = parts.unwrapped(part)
    name = part.name or "smime.p7m"
    inner = signed_content(content)
    if inner is not None and depth < found.limits.depth:
        walk(parts.part(inner, whole=True), found, depth + 1)
        return found.keep(content, part, Origin.SIGNED, name=name)
    locked = is_enveloped(content)
    found.note(Oddity.ENCRYPTED if locked else Oddity.BAD_SIGNED, name)
    return found.keep(content, part, Origin.ENCRYPTED if locked else Origin.SIGNED, name=name)


def _winmail(content: bytes, part: Part, found: Content, depth: int) -> None:
    """winmail.dat: its files, and its text when the message has no other; kept whole when it is broken."""
    inside = unpacked(content)
    if inside is None or not inside.whole:
        found.note(Oddity.BAD_WINMAIL, part.name)
        found.keep(content, part, Origin.WINMAIL, name="winmail.dat")
    if inside is None:
        return
    text = plaintext.tidy(inside.text or text_of(inside.html) or words(inside.rich))
    if text.strip() and not found.said:
        found.said.append(Said("plain", text))
    elif text.strip() and depth and found.said[-1].text != text:
        found.keep(text.encode(), part, Origin.WINMAIL, name="bericht.txt", media_type="text/plain")
    _files_of_winmail(inside, part, found, depth)


def _files_of_winmail(inside: Winmail, part: Part, found: Content, depth: int) -> None:
    for file in inside.files:
        found.parts += 1
        if found.parts > found.limits.parts:
            return found.refuse(Excess.PARTS, file.name, len(file.content))
        if unpacked(file.content) is not None and depth < found.limits.depth:
            _winmail(file.content, part, found, depth + 1)
        else:
            found.keep(
                file.content,
                part,
                Origin.WINMAIL,
                name=one_line(file.name, 500),
                media_type=file.media_type.lower() if "/" in file.media_type else "application/octet-stream",
            )
    return None
