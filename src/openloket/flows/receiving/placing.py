"""Where a received message goes: to the zaak that it is about, or to a zaak of its own."""

from collections.abc import Callable, Mapping

from openloket.flows.cosigning.ask_signatures import ask_signatures, message_changed
from openloket.flows.decisions.advised import begin_advised
from openloket.flows.decisions.complaint_arrived import complaint_arrived
from openloket.flows.decisions.objecting import objection_arrived
from openloket.flows.receiving.arriving import Arrival, Placed, begin, belongs_to, join
from openloket.flows.terms.default import notice_arrived
from openloket.flows.terms.supplement_arrived import supplement_arrived
from openloket.flows.zaken.withdrawal import withdrawal_arrived
from openloket.intake.signatures import FORM
from openloket.law.kanalen import Berichtsoort
from openloket.zaken.models import Zaak

Place = Callable[[Arrival, Zaak], Placed]


def place(arrival: Arrival) -> Placed:
    """Give the message its place, in the transaction that receives it.

    Only what its sender began at the zaak itself, holding its key, is known to be about that zaak. The rest
    begins a zaak of its own, and an employee says where it belongs (see flows.zaken.link_message).
    """
    # On paper people sign on the paper itself; who fills in the form has typed who signs with them.
    if arrival.judged.form.co_signers and arrival.channel == FORM:
        ask_signatures(arrival.submission_id, arrival.judged.answers, arrival.copy.received_at)
    about = arrival.about
    # Locked: of two messages about one zaak at the same moment, the second sees what the first did.
    zaak = Zaak.objects.select_for_update().defer("search").filter(reference=about).first() if about else None
    special = ABOUT_A_ZAAK.get(arrival.judged.kind)
    if zaak is not None and special is not None:
        return special(arrival, zaak)
    return OF_ITS_OWN.get(arrival.judged.kind, begin)(arrival)


def _supplement(arrival: Arrival, zaak: Zaak) -> Placed:
    filing, now = join(arrival, zaak), arrival.copy.received_at
    facts = supplement_arrived(zaak.pk, filing.pk, now, arrival.sendable.calendar)
    if arrival.channel == FORM:
        message_changed(zaak.submission_id, now)
    return Placed(zaak.pk, arrival.judged.term, tuple(facts), (belongs_to(zaak),), zaak.reference)


def _default(arrival: Arrival, zaak: Zaak) -> Placed:
    filing, now = join(arrival, zaak), arrival.copy.received_at
    facts = notice_arrived(zaak, filing, "citizen", now, arrival.sendable.calendar)
    return Placed(zaak.pk, arrival.judged.term, tuple(facts), (belongs_to(zaak),), zaak.reference)


def _answer(arrival: Arrival, zaak: Zaak) -> Placed:
    join(arrival, zaak)
    return Placed(zaak.pk, arrival.judged.term, (), (belongs_to(zaak),), zaak.reference)


ABOUT_A_ZAAK: Mapping[Berichtsoort, Place] = {
    Berichtsoort.AANVULLING: _supplement,
    Berichtsoort.INGEBREKESTELLING: _default,
    Berichtsoort.BEZWAAR: objection_arrived,
    Berichtsoort.INTREKKING: withdrawal_arrived,
    Berichtsoort.VRAAG: _answer,
    Berichtsoort.OVERIG: _answer,
}
"""What each kind of message does to the zaak that it is about; a kind that isn't here begins its own zaak."""

OF_ITS_OWN: Mapping[Berichtsoort, Callable[[Arrival], Placed]] = {
    Berichtsoort.KLACHT: complaint_arrived,
    Berichtsoort.BEZWAAR: begin_advised,
}
"""What more is done for a kind of message that begins its own zaak."""
