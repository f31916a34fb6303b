"""How a message went, as label and text: the same at the desk and in a case file."""

from datetime import datetime

from openloket.law.bezorging import Verzendwijze, verzendmoment
from openloket.law.verzendwijzen import TITELS, Vertrouwelijkheid
from openloket.law.waarom import Twijfel, Waarom
from openloket.post.models import Message, MessageState, Way
from openloket.tenancy.local_time import in_words


def facts_of(message: Message, read_at: datetime | None) -> list[dict[str, str]]:
    """What is known of it, with its consent and the versions of its texts; `read_at`: first opened."""
    consent = message.consent
    rows: list[tuple[str, str | datetime | None]] = [
        ("Stand", state_words(message, message.replaced_by.values_list("way", flat=True).first() or "")),
        ("Geschreven", message.created_at),
        ("Geldt als verstuurd op", message.sent_at),
        ("Te lezen in Mijn omgeving sinds", message.accessible_at),
        ("Voor het eerst geopend", read_at),
        ("Melding moet weg zijn voor", message.notice_by),
        ("Vertrouwelijkheid", TITELS[Vertrouwelijkheid(message.level)]),
        ("Toestemming", f"‘{consent.wording}’ ({in_words(consent.given_at)})" if consent else None),
        ("Versie van de tekst", template_words(message.template) or None),
    ]
    return [
        {"label": label, "text": in_words(value) if isinstance(value, datetime) else value}
        for label, value in rows
        if value
    ]


def template_words(pinned: str) -> str:
    """Which texts made it (post.templates.pin), as people read it; empty when no version was kept."""
    versions = dict(part.rsplit("-", 1) for part in pinned.rpartition("@")[2].split("+") if "-" in part)
    words = [f"{title} {versions[name]}" for name, title in _TEXTS if name in versions]
    return ", met ".join(words)


_TEXTS = (("gedeeld", "gedeelde tekst, versie"), ("eigen", "eigen tekst van de organisatie, versie"))


def state_words(message: Message, replaced: str) -> str:
    """How it stands; `replaced`: the way of the message that took its place, empty for none.

    Nobody withdrew what was replaced: it did not arrive, or nobody opened what a text message told of.
    """
    withdrawn = message.state == MessageState.WITHDRAWN
    if replaced and withdrawn:
        return _REPLACED.get(replaced, "niet aangekomen, ging anders")
    if message.way == Way.BOX and message.state == MessageState.HANDED_OVER:
        return "staat in de Berichtenbox" if message.sent_at else "onderweg naar de Berichtenbox"
    if message.way == Way.SMS and message.state == MessageState.HANDED_OVER:
        return "verstuurd, en het bericht ging ook per brief" if replaced else "verstuurd"
    if message.way == Way.SMS and withdrawn:
        return "niet aangekomen, of niet meer nodig"
    return str(MessageState(message.state).label)


_REPLACED = {
    Way.LETTER.value: "niet aangekomen, ging per brief",
    Way.SMS.value: "niet aangekomen, er ging een sms",
}


def why_of(message: Message) -> list[dict[str, str]]:
    """Why it went this way, step by step: {text, article}; of a message box also when it counts as sent."""
    kept = Waarom.uit_dict(message.way_why).stappen if message.way_why else ()
    steps = [{"text": one.tekst, "article": one.artikel} for one in kept]
    boxed = message.way == Way.BOX and message.state == MessageState.HANDED_OVER
    return [*steps, *box_moment(message.sent_at)] if boxed else steps


def box_moment(sent_at: datetime | None) -> list[dict[str, str]]:
    """When what was brought to a message box counts as sent: once it stands there (Awb 2:19 onder c)."""
    found = verzendmoment(Verzendwijze.MIJNOVERHEID_EN_ANDER, sent_at)
    if isinstance(found, Twijfel):
        return [{"text": found.voorlopig, "article": found.artikel}]
    return [{"text": one.tekst, "article": one.artikel} for one in found.waarom.stappen]
