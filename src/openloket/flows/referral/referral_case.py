"""A message that may have come the wrong way, or to the wrong body: its facts, and what the law says."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from openloket.flows.receiving.offered import offered
from openloket.flows.receiving.sendable import Offered
from openloket.intake.models import RawMail, Submission
from openloket.law.handelwijze import Afweging, weeg
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.kanalen import BEZWAAR_OF_BEROEP, Berichtsoort, Kanaal, Officieel, Weg
from openloket.law.ontvangst import Bericht, Bevoegdheid
from openloket.law.weigering import Weigeringsgrond
from openloket.offer.catalogue import GENERAL
from openloket.zaken.models import Zaak


@dataclass(frozen=True, slots=True)
class Answers:
    """What an employee answered to the questions of the law.

    - `competent`: a law.ontvangst.Bevoegdheid (Awb 2:3);
    - `as_it_is`: it can be handled without further processing (2:16(1)(a));
    - `bound_until`: the last day of the sender to send it, None when no term bound the sender (2:23);
    - `could_think`: the sender could reasonably think that this was the way (2:23);
    - `ground`: the law.weigering.Weigeringsgrond that was found, empty for none (2:15);
    - `sender_shown`: the message itself shows who sent it (2:3(3)).
    """

    competent: str = Bevoegdheid.DIT_ORGAAN.value
    as_it_is: bool = True
    bound_until: date | None = None
    could_think: bool = True
    ground: str = ""
    sender_shown: bool = True

    def as_json(self) -> dict[str, Any]:
        """As it is kept with the referral."""
        return {
            "competent": self.competent,
            "as_it_is": self.as_it_is,
            "bound_until": self.bound_until.isoformat() if self.bound_until else None,
            "could_think": self.could_think,
            "ground": self.ground,
            "sender_shown": self.sender_shown,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Answers":
        """The answers that `as_json` kept."""
        until = kept["bound_until"]
        return cls(
            competent=kept["competent"],
            as_it_is=kept["as_it_is"],
            bound_until=date.fromisoformat(until) if until else None,
            could_think=kept["could_think"],
            ground=kept["ground"],
            sender_shown=kept["sender_shown"],
        )


@dataclass(frozen=True, slots=True)
class Case:
    """A zaak with the message that began it, the service, the facts as the law knows them, and its answer."""

    zaak: Zaak
    submission: Submission
    offered: Offered
    answers: Answers
    message: Bericht
    weighed: Afweging
    mail: Mapping[str, Any] | None

    @property
    def kind(self) -> Berichtsoort:
        """The kind of message."""
        return self.message.soort

    @property
    def received_on(self) -> date:
        """The day of receipt (Awb 2:20)."""
        return dag_in_amsterdam(self.message.ontvangen_op)

    @property
    def repairable(self) -> bool:
        """Whether a refusal must give an opportunity to repair (Awb 4:5(1), 6:6)."""
        return self.kind in BEZWAAR_OF_BEROEP or self.kind is Berichtsoort.AANVRAAG

    @property
    def copied(self) -> Mapping[str, Any]:
        """The exact copy, as its proof holds it."""
        copied: Mapping[str, Any] = json.loads(self.submission.copy)
        return copied

    @property
    def protected(self) -> bool:
        """Whether its content may not travel by plain e-mail (Awb 2:9)."""
        return bool(self.submission.receipt.consequences["protected"])


def case_of(zaak: Zaak, answers: Answers, today: date) -> Case:
    """Weigh the message that began a zaak, with the ways that were designated when it was received."""
    submission = Submission.objects.select_related("receipt", "form_version", "service").get(
        pk=zaak.submission_id
    )
    kind, received_on = Berichtsoort(zaak.kind), dag_in_amsterdam(submission.received_at)
    service = offered(zaak.service_id, kind, received_on)
    mail = RawMail.objects.filter(submission_id=submission.pk).values("mailbox", "sender", "size").first()
    message = Bericht(
        soort=kind,
        officieel=Officieel(service.service.official),
        weg=_way(submission, mail),
        ontvangen_op=submission.received_at,
        onderwerp=service.service.slug,
        elektronisch_adres_bekend=bool(submission.email),
        direct_ingevoerd=submission.form_version_id is not None,
        zonder_bewerking=answers.as_it_is,
        aan_termijn_gebonden=answers.bound_until is not None or kind in BEZWAAR_OF_BEROEP,
        bevoegdheid=Bevoegdheid(answers.competent),
    )
    weighed = weeg(
        message,
        service.ways,
        today,
        afzender_blijkt=answers.sender_shown,
        weigergrond=Weigeringsgrond(answers.ground) if answers.ground else None,
    )
    return Case(zaak, submission, service, answers, message, weighed, mail)


def _way(submission: Submission, mail: Mapping[str, Any] | None) -> Weg:
    """The way by which it came; a form of ours is known by the service that it is of."""
    channel = Kanaal(submission.channel)
    if mail is not None:
        return Weg(channel, str(mail["mailbox"]))
    if channel is not Kanaal.WEBFORMULIER or submission.form_version is None:
        return Weg(channel)
    general = submission.form_version.key == GENERAL
    return Weg(channel, GENERAL if general else submission.service.slug)
