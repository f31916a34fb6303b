"""What the law says of an e-mail: which message it is, about what, and by when to decide."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from openloket.flows.mail.sorting_mail import Sorted
from openloket.flows.receiving.judging import Coming, Judged, judged
from openloket.flows.receiving.offered import offered
from openloket.flows.receiving.sendable import Meant, Offered
from openloket.intake.models import RawMail
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.kanalen import Berichtsoort, Kanaal, Weg
from openloket.mailread.quoting import own_words
from openloket.offer.catalogue import Offering, load
from openloket.offer.mail_form import mail_form
from openloket.offer.recognition import general, recognise, type_of
from openloket.zaken.models import OPEN, SupplementRequest


@dataclass(frozen=True, slots=True)
class MailJudged:
    """The judgement with the service it is received for, the zaak it is about (empty: none), and why so."""

    judged: Judged
    offered: Offered
    about: str
    reason: str


class NoService(Exception):
    """This organisation offers nothing yet, so no message can be received; a person must look at it."""


def judge_mail(row: RawMail, sorted_mail: Sorted, answers: Mapping[str, Any], to: str) -> MailJudged:
    """Judge an e-mail as received when it reached us; `to` is where its receipt goes, empty for nowhere.

    Raises NoService.
    """
    day = dag_in_amsterdam(row.received_at)
    kind, offering, about, reason, product = _meant(row, sorted_mail)
    service = offered(offering.service_id, kind, day, Meant(product))
    way = Weg(Kanaal.E_MAIL, row.mailbox)
    came = Coming(mail_form(), answers, way, row.received_at, to)
    return MailJudged(judged(service, came), service, about, reason)


def _meant(row: RawMail, found: Sorted) -> tuple[Berichtsoort, Offering, str, str, str]:
    """The type, the service, the reference of the zaak it is about, why, and the slug of the product."""
    catalogue = load(dag_in_amsterdam(row.received_at))
    text = own_words(found.mail.text)
    recognised = recognise(catalogue, row.mailbox, found.mail.subject, text)
    if recognised is None:
        raise NoService
    zaak = found.zaak
    if zaak is None:
        product = recognised.product.slug if recognised.product else ""
        return recognised.kind, recognised.offering, "", recognised.reason, product
    # Of an answer the subject is ours: it names what we wrote about.
    kind = type_of("" if found.message else found.mail.subject, text)
    if kind in (Berichtsoort.BEZWAAR, Berichtsoort.INGEBREKESTELLING):
        service = catalogue.for_message(kind) or recognised.offering
        return kind, service, zaak.reference, f"De woorden zijn die van een {kind.value}.", ""
    asked = SupplementRequest.objects.filter(zaak_id=zaak.pk, answered_on=None).exclude(sent_on=None)
    if asked.exists():
        kind = Berichtsoort.AANVULLING
        service = catalogue.for_message(kind) or general(catalogue) or recognised.offering
        return kind, service, zaak.reference, "Wij hadden de afzender om een aanvulling gevraagd.", ""
    rest = general(catalogue) or recognised.offering
    if zaak.status not in OPEN:
        return recognised.kind, rest, "", f"Het gaat over zaak {zaak.reference}, die klaar is.", ""
    return Berichtsoort.OVERIG, rest, zaak.reference, f"Het hoort bij zaak {zaak.reference}.", ""
