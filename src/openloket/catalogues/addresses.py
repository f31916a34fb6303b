"""What an address "to apply" is: a form, a mailbox, paper to print, a telephone, or nothing that works."""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

_PAPER = re.compile(r"\.(pdf|docx?|odt|rtf|xlsx?|tiff?)$", re.IGNORECASE)
_HOST = re.compile(r"^([a-z0-9-]+\.)+[a-z]{2,}(/|$|:|\?)", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[a-z]{2,}", re.IGNORECASE)


class Means(StrEnum):
    """By what means a person applies at an address."""

    WEB = "web"
    EMAIL = "e-mail"
    PAPER = "printen en opsturen"
    PHONE = "telefoon"
    BROKEN = "onbruikbaar"
    NONE = "geen"

    @property
    def digital(self) -> bool:
        """Whether something can be sent electronically; printing a PDF and posting it is not."""
        return self in (Means.WEB, Means.EMAIL)


@dataclass(frozen=True, slots=True)
class Address:
    """An address made usable: `url` is https, http, mailto or tel; empty when nothing could be made of it.

    `note` says in Dutch what was mended or what is wrong; empty when it was fine as told.
    """

    means: Means
    url: str
    note: str = ""


def understand(told: str, page: str) -> Address:
    """Make the most of an address as told; `page` is the address of the product, for relative ones."""
    text = " ".join(told.split())
    if not text:
        return Address(Means.NONE, "")
    lower = text.lower()
    if lower.startswith("mailto:") or (_MAIL.fullmatch(text) and "/" not in text):
        return _mailbox(text)
    if lower.startswith("tel:"):
        return Address(Means.PHONE, "tel:" + re.sub(r"[^\d+]", "", text[4:]), "Dit is een telefoonnummer.")
    if lower.startswith(("http:", "https:")):
        return _web(text, "")
    if text.startswith("//"):
        return _web("https:" + text, "Het adres begon zonder https.")
    if text.startswith("/"):
        return _web(urljoin(page, text), "Het adres was onvolledig. Het is aangevuld met de website.")
    if _HOST.match(text):
        return _web("https://" + text, "Het adres begon zonder https.")
    return Address(Means.BROKEN, "", f"Dit is geen adres: {text[:80]}")


def _mailbox(text: str) -> Address:
    found = _MAIL.search(text.partition(":")[2] if ":" in text else text)
    if found is None:
        return Address(Means.BROKEN, "", f"Dit is geen e-mailadres: {text[:80]}")
    return Address(Means.EMAIL, f"mailto:{found[0]}", "Dit is een e-mailadres, geen formulier.")


def _web(text: str, note: str) -> Address:
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return Address(Means.BROKEN, "", f"Dit is geen adres: {text[:80]}")
    if not _HOST.match(host) and host != "localhost":
        return Address(Means.BROKEN, "", f"Dit is geen adres: {text[:80]}")
    path = quote(parts.path, safe="/%:@!$&'()*+,;=-._~")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=-._~?[]{}|")
    url = urlunsplit(
        (parts.scheme.lower(), parts.netloc, path, query, quote(parts.fragment, safe="/%?=&!:@-._~"))
    )
    if _PAPER.search(path):
        return Address(
            Means.PAPER, url, "Dit is een bestand om te printen en op te sturen. Dat is niet digitaal."
        )
    return Address(Means.WEB, url, note)
