"""By which way a message goes: what its reader said (Awb 2:8), and what its contents allow (Awb 2:9)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from openloket.law.kanalen import Kanaal, Weg
from openloket.law.verzending import Toestemming, Verzendsoort, mag_elektronisch
from openloket.law.verzendwijzen import Vertrouwelijkheid, toegelaten
from openloket.law.waarom import Stap, Waarom, waarom
from openloket.post.models import Way

_PORTAL, _BOX = Weg(Kanaal.PORTAAL), Weg(Kanaal.BERICHTENBOX)


@dataclass(frozen=True, slots=True)
class Consent:
    """One yes of the reader, and the row in which its words and moment are kept."""

    row_id: int
    given: Toestemming


@dataclass(frozen=True, slots=True)
class Reader:
    """What is known of who gets it. `notice_at`: the confirmed address for notices, empty without one.

    `no_notices`: this person said that they want none. `answer_to`: the address of the e-mail that this
    answers, where an employee decided to answer there. `box`: messages can go to their message box of
    MijnOverheid, as the organisation has somebody who carries them there and this person has a number.
    """

    consents: Sequence[Consent] = ()
    notice_at: str = ""
    no_notices: bool = False
    answer_to: str = ""
    box: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """The way, its address (of an e-mail), on which yes, whether the words stay out of it, and why."""

    way: Way
    address: str
    consent_id: int | None
    by_link: bool
    why: Waarom


def choose(sort: Verzendsoort, level: Vertrouwelijkheid, reader: Reader, now: datetime) -> Chosen:
    """Mijn omgeving or the message box, else e-mail, else a letter: only on an express yes. Source: Awb 2:8.

    Mijn omgeving asks a notice within 48 hours (2:10): without an address for it, and without a word that
    none is wanted, that way is closed. Of what is in the message box MijnOverheid tells (2:10(3)).
    """
    fit = toegelaten(level)
    given = [one.given for one in reader.consents]
    for way, by in _closed(reader):
        judged = mag_elektronisch(given, sort, by, now)
        if judged.toegestaan:
            return Chosen(way, "", _row(reader, judged.toestemming), False, judged.waarom + fit.waarom)
    for address in _addresses(given):
        judged = mag_elektronisch(given, sort, Weg(Kanaal.E_MAIL, address), now)
        if judged.toegestaan:
            consent = _row(reader, judged.toestemming)
            return Chosen(Way.EMAIL, address, consent, not fit.in_e_mail, judged.waarom + fit.waarom)
    if reader.answer_to:
        return Chosen(Way.EMAIL, reader.answer_to, None, not fit.in_e_mail, _ANSWERED + fit.waarom)
    refused = mag_elektronisch(given, sort, Weg(Kanaal.E_MAIL), now)
    return Chosen(Way.LETTER, "", None, False, refused.waarom)


_ANSWERED = waarom(Stap("Wij antwoorden op het adres waarvandaan het bericht kwam.", ""))


def _closed(reader: Reader) -> list[tuple[Way, Weg]]:
    """The places that only its reader opens, as far as they are open to this one."""
    told = bool(reader.notice_at) or reader.no_notices
    return [*([(Way.PORTAL, _PORTAL)] if told else []), *([(Way.BOX, _BOX)] if reader.box else [])]


def _addresses(given: Sequence[Toestemming]) -> list[str]:
    """The e-mail addresses, the one that was given last first."""
    newest = sorted(given, key=lambda one: one.gegeven_op, reverse=True)
    return list(dict.fromkeys(one.weg.adres for one in newest if one.weg.kanaal is Kanaal.E_MAIL))


def _row(reader: Reader, consent: Toestemming | None) -> int | None:
    return next((one.row_id for one in reader.consents if one.given is consent), None)
