"""What the law says of a form that is sent: is it received, must it be confirmed, by when decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openloket.flows.sendable import Sendable
from openloket.formkit.definition import Form
from openloket.formkit.summary import contact
from openloket.formkit.validate import Problem, validate_all
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.kanalen import Berichtsoort, Kanaal, Officieel, Weg
from openloket.law.ontvangst import Bericht, Ontvangstplicht, ontvangstplicht
from openloket.law.oordeel import Oordeel, beoordeel
from openloket.law.termijnen import Termijn
from openloket.law.verzending import Afschriftwijze, Gevoeligheid, passende_weg
from openloket.offer.forms import compiled
from openloket.offer.terms import term_of

Problems = Mapping[str, tuple[Problem, ...]]


@dataclass(frozen=True, slots=True)
class Judged:
    """A form that may be received: its answers that count, and what the law says of them."""

    form: Form
    answers: Mapping[str, Any]
    email: str
    message: Oordeel
    duty: Ontvangstplicht
    term: Termijn
    copy_by_email: bool
    kind: Berichtsoort

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
        return {"bericht": self.message.naar_dict(), "ontvangstplicht": self.duty.naar_dict()}


def judge(sendable: Sendable, now: datetime) -> Judged | Problems:
    """Judge the draft as it would be received now; or the problems by step that must be mended first."""
    form = compiled(sendable.draft.form_version_id)
    checked = validate_all(form, sendable.draft.answers, dag_in_amsterdam(now))
    if not checked.ok:
        return checked.problems
    service = sendable.service
    email = contact(form, checked.answers) or ""
    message = Bericht(
        soort=Berichtsoort(service.message_type),
        officieel=Officieel(service.official),
        weg=Weg(Kanaal.WEBFORMULIER),
        ontvangen_op=now,
        onderwerp=service.slug,
        elektronisch_adres_bekend=bool(email),
        direct_ingevoerd=True,
        zonder_bewerking=True,
    )
    sensitivity = Gevoeligheid.GEVOELIG if service.sensitive or form.sensitive else Gevoeligheid.GEWOON
    return Judged(
        form=form,
        answers=checked.answers,
        email=email,
        message=beoordeel(message, sendable.ways),
        duty=ontvangstplicht(message, sendable.ways),
        term=term_of(service.term, now, checked.answers, sendable.calendar),
        kind=message.soort,
        copy_by_email=Afschriftwijze.IN_E_MAIL in passende_weg(sensitivity).wijzen,
    )
