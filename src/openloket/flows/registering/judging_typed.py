"""What the law says of a message that an employee typed: what is missing, and by when to decide."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from openloket.flows.receiving.judging import Coming, Judged, judged
from openloket.flows.receiving.offered import offered
from openloket.flows.receiving.sendable import Sendable
from openloket.flows.registering.typed_message import TypedMessage
from openloket.formkit.as_it_came import as_it_came
from openloket.formkit.summary import contact
from openloket.formkit.validate import Problem
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.kanalen import Berichtsoort, Kanaal, Weg
from openloket.law.ontvangst import SCHRIFTELIJK


@dataclass(frozen=True, slots=True)
class TypedJudged:
    """The judgement; `problems` by step must be mended first, `missing` are questions without an answer.

    `address` is the e-mail address that the message names, whether we may use it or not.
    """

    sendable: Sendable
    judged: Judged
    problems: Mapping[str, tuple[Problem, ...]]
    missing: tuple[str, ...]
    address: str

    @property
    def in_writing(self) -> bool:
        """Whether its receipt must be confirmed in writing, whatever way it came (Awb 6:14, 9:6)."""
        return self.judged.kind in SCHRIFTELIJK

    @property
    def locked_out(self) -> str:
        """The control question without which a protected receipt never opens; empty: it was answered."""
        form = self.judged.form
        if self.judged.copy_by_email or not form.check or self.judged.answers.get(form.check) is not None:
            return ""
        return form.by_key[form.check].label


def judge_typed(message: TypedMessage, may_mail: bool, now: datetime) -> TypedJudged:
    """Judge it as received when it came (Awb 2:7, 4:13): terms count from there, not from the typing.

    `may_mail` is what the sender said about e-mail (Awb 2:8).
    """
    came, form = message.came, message.form
    checked = as_it_came(form, message.draft.answers, dag_in_amsterdam(now))
    service = offered(message.draft.service_id, Berichtsoort(came.kind), dag_in_amsterdam(came.received_at))
    address = contact(form, checked.answers) or ""
    coming = Coming(
        form, checked.answers, Weg(Kanaal(came.channel)), came.received_at, address if may_mail else ""
    )
    return TypedJudged(
        Sendable(
            service.service, service.ways, service.calendar, message.draft, message.row.form_version.number
        ),
        judged(service, coming),
        checked.problems,
        tuple(label for _, label in checked.missing),
        address,
    )
