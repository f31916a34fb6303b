"""What a record of a catalogue proposes: a service, its channels, and what a person should look at."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from urllib.parse import urlsplit

from openloket.catalogues.addresses import Means, understand
from openloket.catalogues.record import Audience, Online, Record
from openloket.law.kanalen import Berichtsoort, Kanaal

_TERMS = "http://standaarden.overheid.nl/owms/terms/"
_AUDIENCE = {Audience.CITIZENS: "inwoner", Audience.BUSINESSES: "ondernemer"}
# Products of which the name itself says what kind of message they are.
_KINDS = (
    ("bezwaar", Berichtsoort.BEZWAAR),
    ("klacht", Berichtsoort.KLACHT),
    ("zienswijze", Berichtsoort.ZIENSWIJZE),
    ("ingebrekestelling", Berichtsoort.INGEBREKESTELLING),
)
_LONGEST_SLUG = 50


@dataclass(frozen=True, slots=True)
class ProposedChannel:
    """A way that the record tells of; `designated` is only a proposal, which people decide upon."""

    kind: Kanaal
    address: str
    text: str
    designated: bool
    requirements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A service to offer. `remarks` are for people: what was mended, what is missing, what is not digital."""

    slug: str
    title: str
    intro: str
    page: str
    upl_term: str
    upl_name: str
    message_type: Berichtsoort
    audience: tuple[str, ...]
    channels: tuple[ProposedChannel, ...]
    remarks: tuple[str, ...]

    @property
    def digital(self) -> bool:
        """Whether somebody can send it electronically, by what the municipality says itself."""
        return any(channel.kind.elektronisch for channel in self.channels)


def propose(record: Record, upl_names: Mapping[str, str], taken: set[str]) -> Proposal:
    """The service that a record tells of; its slug is new among `taken`, to which it is added."""
    term = record.upl_uris[0].removeprefix(_TERMS) if record.upl_uris else ""
    slug = unique_slug(slug_of(record.title), taken)
    taken.add(slug)
    channels, remarks = _channels(record)
    if term and term not in upl_names:
        remarks = (*remarks, f"De productnaam ‘{term}’ staat niet meer in de landelijke lijst.")
    return Proposal(
        slug=slug,
        title=record.title[:255],
        intro=record.abstract,
        page=understand(record.identifier, "").url,
        upl_term=term,
        upl_name=name_of(term, upl_names),
        message_type=_kind(term, record.title),
        audience=tuple(_AUDIENCE[one] for one in record.audiences) or ("inwoner",),
        channels=channels,
        remarks=remarks,
    )


def website_of(records: Iterable[Record]) -> str:
    """Where most products of an authority are told of, as its website; empty when nowhere."""
    pages = (urlsplit(understand(one.identifier, "").url) for one in records)
    sites = Counter(f"{page.scheme}://{page.hostname}" for page in pages if page.hostname)
    return sites.most_common(1)[0][0] if sites else ""


def name_of(term: str, upl_names: Mapping[str, str]) -> str:
    """The uniforme productnaam of a term; of a term that has ended, what can be read from it."""
    return upl_names.get(term) or term.replace("_", " ").replace("-", " ")


def _channels(record: Record) -> tuple[tuple[ProposedChannel, ...], tuple[str, ...]]:
    found = understand(record.application, record.identifier)
    noted = (found.note,) if found.note else ()
    login = ("inloggen met DigiD",) if record.online is Online.WITH_LOGIN else ()
    match found.means:
        case Means.WEB:
            form = ProposedChannel(Kanaal.WEBFORMULIER, found.url, "U regelt dit online.", True, login)
            return (form,), noted
        case Means.EMAIL:
            box = found.url.removeprefix("mailto:")
            return (ProposedChannel(Kanaal.E_MAIL, box, "U stuurt een e-mail.", True),), noted
        case Means.PAPER:
            text = "U print het formulier, vult het in en stuurt het op."
            return (ProposedChannel(Kanaal.POST, found.url, text, False),), noted
        case Means.PHONE:
            number = found.url.removeprefix("tel:")
            return (ProposedChannel(Kanaal.TELEFOON, number, "U belt de gemeente.", False),), noted
    if record.online is Online.NO:
        return (), (*noted, "Er is geen digitale weg opgegeven.")
    return (), (*noted, "Volgens de gemeente kan het online, maar het adres ontbreekt of werkt niet.")


def _kind(term: str, title: str) -> Berichtsoort:
    words = f"{term} {title}".lower()
    named = next((kind for word, kind in _KINDS if word in words), None)
    if named is not None:
        return named
    return Berichtsoort.MELDING if "melding" in words or "aangifte" in words else Berichtsoort.AANVRAAG


def slug_of(title: str) -> str:
    """A title as part of an address: small letters, digits and dashes, at most 50 signs, never empty."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST_SLUG].strip("-") or "product"


def unique_slug(slug: str, taken: Set[str]) -> str:
    """The slug, with a number behind it when it is taken."""
    found, number = slug, 1
    while found in taken:
        number += 1
        ending = f"-{number}"
        found = slug[: _LONGEST_SLUG - len(ending)].rstrip("-") + ending
    return found
