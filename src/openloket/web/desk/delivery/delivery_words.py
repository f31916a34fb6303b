"""What happened to a message, why it did not arrive, what the law asks and what comes next, in words."""

from collections.abc import Callable, Mapping
from datetime import datetime

from openloket.flows.delivery.tell_otherwise import HOW
from openloket.law.antwoord import Antwoord
from openloket.law.bezorging import na_mislukte_bezorging, na_mislukte_kennisgeving
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.termijnvraag import Termijnuitkomst
from openloket.law.verzendtermijnen import Kennisgevingstand, termijn_na_kennisgeving
from openloket.post.confirmations import masked
from openloket.post.delivery import (
    BROKE_OFF,
    SUPPRESSED,
    TAKEN_BACK,
    UNCERTAIN,
    UNMAKEABLE,
    End,
    Event,
    EventKind,
    Rung,
    Source,
)
from openloket.post.delivery_log import Heard
from openloket.post.ladder import policy_of
from openloket.post.models import Message, MessageState, Way
from openloket.post.undelivered import Lost
from openloket.web.desk.delivery.box_words import PLACE, awaited, said_of_box
from openloket.web.desk.wording import short_moment
from openloket.web.message_facts import box_moment
from openloket.web.terms import reasons

_DOUBT = (
    "De verbinding viel weg voordat de mailserver antwoordde. Misschien is het al aangekomen, en krijgt de "
    "lezer het twee keer."
)
_BY_DETAIL = {
    "1.10": "dit adres neemt geen e-mail aan",
    "1.2": "deze website bestaat niet, of neemt geen e-mail aan",
    "1.6": "de ontvanger is verhuisd naar een ander adres",
    "2.1": "de mailbox staat uit",
    "2.2": "de mailbox is vol",
    "2.3": "het bericht is te groot voor deze mailbox",
    "3.4": "het bericht is te groot",
    "4.7": "het duurde te lang",
}
_BY_SUBJECT = {
    "1": "dit adres bestaat niet",
    "2": "de mailbox neemt nu niets aan",
    "3": "de mailserver van de ontvanger kan het niet aan",
    "4": "de mailserver van de ontvanger was niet te bereiken",
    "5": "de mailservers begrepen elkaar niet",
    "6": "de mailserver kon het bericht niet lezen",
    "7": "de mailserver weigert ons bericht, om veiligheid of als reclame",
}
_BY_REPLY = {
    "450": "de mailbox is nu niet te bereiken",
    "452": "de mailbox of de mailserver is vol",
    "550": "dit adres bestaat niet, of weigert ons bericht",
    "551": "de ontvanger heeft hier geen mailbox",
    "552": "de mailbox is vol, of het bericht is te groot",
    "553": "dit adres klopt niet",
    "554": "de mailserver weigert ons bericht",
}


_OF_TEXTS = {
    "permanent-failure": ": dit nummer bestaat niet",
    "temporary-failure": ": de telefoon was te lang uit of zonder bereik",
}


_OF_US = {
    SUPPRESSED: "Wij boden het niet aan: dit adres staat op de lijst van adressen die niet werken.",
    TAKEN_BACK: "Wij boden het niet aan: de lezer wil deze berichten hier niet meer krijgen (Awb 2:8).",
    UNMAKEABLE: "Wij konden er geen e-mail van maken.",
    BROKE_OFF: "Het versturen brak te vaak af. Wij weten niet hoe dat eindigde.",
}
"""What stayed here for a reason of ours: no server refused it."""


def reason(code: str) -> str:
    """What a code of a mail server means: `5.1.1`, `550`; empty for one that tells nothing."""
    lasting, _, detail = code.partition(".")
    if lasting in ("4", "5") and detail:
        return _BY_DETAIL.get(detail) or _BY_SUBJECT.get(detail.partition(".")[0], "")
    return _BY_REPLY.get(code) or ("de mailserver neemt het nu niet aan" if code.startswith("4") else "")


def row_of(heard: Heard) -> dict[str, str]:
    """One thing that happened: {at, text, code}. Addresses are masked."""
    event = heard.event
    shown = event.kind in _BAD and event.source is not Source.DESK and event.code not in (UNCERTAIN, *_OF_US)
    code = event.code if shown else ""
    return {"at": short_moment(event.at), "text": _said(event), "code": code}


def why_lost(lost: Lost) -> str:
    """Why it did not arrive, in one sentence: the last bad news."""
    bad = [one.event for one in lost.heard if one.event.kind in _BAD]
    if lost.message.state == MessageState.TO_POST and not bad:
        return "De brief is nog niet verstuurd."
    if lost.message.state == MessageState.PRINTING and not bad:
        return "De drukker zei nog niet dat de brief weg is."
    if bad:
        return _said(bad[-1])
    if lost.message.way == Way.BOX and lost.message.state == MessageState.HANDED_OVER:
        return "Wij hoorden nog niet of het in de Berichtenbox staat."
    if lost.message.way == Way.SMS:
        return "De melding per e-mail kwam niet aan. Daarom gaat er een sms."
    return "Het bericht wacht nog om te worden verstuurd."


def what_next(lost: Lost) -> str:
    """What happens next, and when, if nobody does anything."""
    message, when = lost.message, lost.message.act_at
    if told := _NEXT.get(MessageState(message.state)):
        return told
    if message.state == MessageState.AGAIN and when:
        return f"Wij versturen het vanzelf nog eens, op {short_moment(when)}."
    if message.way == Way.SMS:
        return _after_text(lost)
    if when and message.way == Way.BOX:
        return awaited(short_moment(when))
    if when:
        return (
            f"Een mailserver probeert het nog. Lukt dat niet voor {short_moment(when)}, dan gaat het anders."
        )
    if lost.standing.now.end is End.WAITING:
        return "Wij proberen het vanzelf nog eens."
    return "Het is opnieuw verstuurd. Er kwam geen bericht dat het mislukte."


_NEXT = {
    MessageState.FAILED: "Er gebeurt niets meer vanzelf. Kies wat u doet.",
    MessageState.TOLD: "U hoeft niets te doen: de ontvanger weet ervan.",
    MessageState.TO_POST: "De brief wacht bij Post. Print en verstuur hem.",
    MessageState.PRINTING: "De brief is bij de drukker. Vraag of hij weg is, en leg dat vast bij Post.",
}


def _after_text(lost: Lost) -> str:
    when, arrived = lost.message.act_at, lost.standing.now.end is End.DELIVERED
    if when is None:
        return "U hoeft niets te doen: de lezer opende het bericht, of er ging een brief."
    if not arrived:
        return f"Horen wij niet voor {short_moment(when)} dat de sms aankwam, dan gaat er een brief."
    return f"Opent de lezer het bericht niet voor {short_moment(when)}, dan gaat er een brief."


def asked_by_law(lost: Lost, now: datetime) -> list[dict[str, str]]:
    """What the law asks of us now, as steps {text, article} (Awb 2:11, 2:22)."""
    if lost.message.way == Way.BOX and lost.message.state == MessageState.HANDED_OVER:
        return box_moment(lost.message.sent_at)
    today, again = dag_in_amsterdam(now), len(lost.standing.steps) > 1
    if not policy_of(lost.message.kind).notice:
        return _steps(na_mislukte_bezorging(today, opnieuw_of_anders_verzonden=again))
    told = lost.message.state == MessageState.TOLD or lost.message.way == Way.SMS
    effort = na_mislukte_kennisgeving(
        today, opnieuw_verzonden=again, andere_weg_geprobeerd=told, maatregelen_genoemd=told
    )
    held = termijn_na_kennisgeving(today, Kennisgevingstand.NIET_ONTVANGEN)
    return [*_steps(effort), *_steps(held)]


def place_of_step(message: Message) -> str:
    """Where the newest sending went, masked."""
    if message.way == Way.BOX:
        return PLACE
    address = masked(message.to_address)
    if message.way == Way.SMS:
        return f"sms naar {address}"
    return "per brief" if message.way == Way.LETTER else address


def _steps(found: Antwoord | Termijnuitkomst) -> list[dict[str, str]]:
    return reasons(
        {"waarom": found.waarom.naar_dict(), "twijfels": [one.naar_dict() for one in found.twijfels]}
    )


def _said(event: Event) -> str:
    if event.code in _OF_US:
        return _OF_US[event.code]
    return said_of_box(event) if event.way == Way.BOX else _SENTENCES[event.kind](event)


def _because(text: str) -> Callable[[Event], str]:
    def tell(event: Event) -> str:
        if event.way == Way.SMS:
            return f"De sms kwam niet aan{_OF_TEXTS.get(event.code, '')}."
        known = reason(event.code)
        return f"{text}: {known}." if known else f"{text}."

    return tell


def _always(text: str) -> Callable[[Event], str]:
    return lambda event: text


def _offered(event: Event) -> str:
    if event.way == Way.LETTER:
        by_hand = "Een medewerker koos voor een brief."
        return by_hand if event.rung is Rung.BY_HAND else "Wij sturen het per brief."
    if event.rung is Rung.BY_HAND:
        return f"Een medewerker gaf een ander adres: {masked(event.address)}."
    again = event.rung is Rung.AGAIN
    return "Wij sturen het nog eens." if again else f"Wij sturen het naar {masked(event.address)}."


def _handed_over(event: Event) -> str:
    if event.way == Way.SMS:
        return f"De sms naar {masked(event.address)} is verstuurd."
    return f"De mailserver van {masked(event.address)} nam het aan." if event.address else "Het is verstuurd."


def _delivered(event: Event) -> str:
    return "De sms is aangekomen." if event.way == Way.SMS else "Het is bezorgd."


def _delayed(event: Event) -> str:
    if event.code == UNCERTAIN:
        return f"{_DOUBT} Wij sturen het nog eens."
    text = "Een mailserver onderweg probeert het nog" if event.source is Source.REPORT else "Nog niet gelukt"
    return _because(text)(event)


def _told(event: Event) -> str:
    return f"{HOW.get(event.code, 'Een medewerker bereikte de ontvanger')}: {event.answer}"


def _returned(event: Event) -> str:
    return f"De brief kwam terug. {event.answer}".strip()


def _given_up(event: Event) -> str:
    return _DOUBT if event.code == UNCERTAIN else _because("Het lukte te vaak niet")(event)


_SENTENCES: Mapping[EventKind, Callable[[Event], str]] = {
    EventKind.OFFERED: _offered,
    EventKind.HANDED_OVER: _handed_over,
    EventKind.DELAYED: _delayed,
    EventKind.REFUSED: _because("Het werd geweigerd"),
    EventKind.GIVEN_UP: _given_up,
    EventKind.TIMED_OUT: _always("Wij hoorden te lang niets meer van de mailserver onderweg."),
    EventKind.BOUNCED_SOFT: _because("Het kwam terug"),
    EventKind.BOUNCED_HARD: _because("Het kwam terug"),
    EventKind.DELIVERED: _delivered,
    EventKind.OPENED: _always("De lezer opende het bericht in Mijn omgeving."),
    EventKind.COMPLAINED: _always("De ontvanger noemde het ongewenst."),
    EventKind.POSTED: _always("De brief is op de post gedaan."),
    EventKind.RETURNED: _returned,
    EventKind.TOLD: _told,
}
_BAD = frozenset(
    {
        EventKind.DELAYED,
        EventKind.REFUSED,
        EventKind.GIVEN_UP,
        EventKind.TIMED_OUT,
        EventKind.BOUNCED_SOFT,
        EventKind.BOUNCED_HARD,
        EventKind.RETURNED,
    }
)
