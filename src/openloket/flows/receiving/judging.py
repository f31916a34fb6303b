"""What the law says of a message: is it received, must it be confirmed, by when decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openloket.flows.receiving.sendable import Meant, Offered, Sendable
from openloket.formkit.definition import Form
from openloket.formkit.summary import contact
from openloket.formkit.validate import Problem, validate_all
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.kanalen import BEZWAAR_OF_BEROEP, Berichtsoort, Kanaal, Officieel, Weg
from openloket.law.ontvangst import Bericht, Ontvangstplicht, ontvangstplicht
from openloket.law.oordeel import Oordeel, beoordeel
from openloket.law.termijnen import Termijn
from openloket.law.verzending import Afschriftwijze, Gevoeligheid, passende_weg
from openloket.offer.forms import compiled
from openloket.offer.terms import term_of

Problems = Mapping[str, tuple[Problem, ...]]


@dataclass(frozen=True, slots=True)
class Judged:
    """A message that may be received: its answers that count, and what the law says of them."""

    form: Form
    answers: Mapping[str, Any]
    email: str
    message: Oordeel
    duty: Ontvangstplicht
    term: Termijn
    copy_by_email: bool
    kind: Berichtsoort
    meant: Meant

    @property
    def sender(self) -> str:
        """Who sent it, as the inbox shows it; empty when the form asks no name."""
        names = (self.answers.get(key) for key in ("naam", "bedrijfsnaam", "organisatie"))
        return next((name[:200] for name in names if isinstance(name, str)), "")

    @property
    def by_letter(self) -> bool:
        """Whether the confirmation must go on paper (Awb 6:14, 9:6 without an electronic address)."""
        return self.duty.per_brief

    @property
    def exception(self) -> str:
        """Why no confirmation is due (Awb 2:17(1) a or b); empty when one is sent."""
        if self.email:
            return ""
        return self.duty.uitzondering.value if self.duty.uitzondering else "b"

    def as_json(self) -> dict[str, Any]:
        """What is kept of the judgement."""
        told = {"bedoeld": dict(self.meant.told)} if self.meant.told else {}
        return {"bericht": self.message.naar_dict(), "ontvangstplicht": self.duty.naar_dict(), **told}


@dataclass(frozen=True, slots=True)
class Coming:
    """A message as it came: what it answers, by which way, when it was received and where to confirm that.

    `email` empty: no address is known. `entered`: the sender typed it into a form of ours (Awb 2:17(2)).
    """

    form: Form
    answers: Mapping[str, Any]
    way: Weg
    received_at: datetime
    email: str
    entered: bool = False


def judged(offered: Offered, came: Coming) -> Judged:
    """What the law says of a message that is taken for one of this service, by whatever way it came.

    Source: Awb 2:13 to 2:17, 6:14, 9:6; Awb 2:9 for how its copy may travel.
    """
    service, kind = offered.service, Berichtsoort(offered.service.message_type)
    message = Bericht(
        soort=kind,
        officieel=Officieel(service.official),
        weg=came.way,
        ontvangen_op=came.received_at,
        onderwerp=service.meant.subject or service.slug,
        elektronisch_adres_bekend=bool(came.email),
        direct_ingevoerd=came.entered,
        zonder_bewerking=True,
        aan_termijn_gebonden=kind in BEZWAAR_OF_BEROEP,
    )
    sensitivity = Gevoeligheid.GEVOELIG if service.sensitive or came.form.sensitive else Gevoeligheid.GEWOON
    return Judged(
        form=came.form,
        answers=came.answers,
        email=came.email,
        message=beoordeel(message, offered.ways),
        duty=ontvangstplicht(message, offered.ways),
        term=term_of(service.term, came.received_at, came.answers, offered.calendar),
        copy_by_email=Afschriftwijze.IN_E_MAIL in passende_weg(sensitivity).wijzen,
        kind=kind,
        meant=service.meant,
    )


def judge(sendable: Sendable, now: datetime) -> Judged | Problems:
    """Judge the draft as it would be received now; or the problems by step that must be mended first."""
    form = compiled(sendable.draft.form_version_id)
    checked = validate_all(form, sendable.draft.answers, dag_in_amsterdam(now))
    if not checked.ok:
        return checked.problems
    way = Weg(Kanaal.WEBFORMULIER, sendable.service.meant.by_form)
    email = contact(form, checked.answers) or ""
    return judged(sendable, Coming(form, checked.answers, way, now, email, entered=True))
