"""The facts about objections and complaints as Dutch sentences, for the course of a zaak."""

from openloket.web.desk.course.telling import Body, Names, Sentences, day_in
from openloket.zaken.complaints import TOPICS
from openloket.zaken.models import Complaint, Timeliness

_TIMELY = {
    Timeliness.Verdict.IN_TIME: "Het bezwaar is op tijd.",
    Timeliness.Verdict.TOO_EARLY: "Het bezwaar kwam voordat de termijn begon.",
    Timeliness.Verdict.FORGIVEN: "Het bezwaar kwam later door een storing. Dat is vergeven: het telt mee.",
    Timeliness.Verdict.TO_DECIDE: "Het bezwaar kwam na een storing. Een medewerker beslist of het meetelt.",
    Timeliness.Verdict.LATE: "Het bezwaar kwam te laat. Een medewerker beslist of dat te vergeven is.",
}
_DECIDED = {
    Timeliness.Verdict.FORGIVEN: "Beslist: het bezwaar telt mee, ook al kwam het later.",
    Timeliness.Verdict.LATE: "Beslist: het bezwaar is te laat.",
}


def _linked(body: Body, names: Names) -> str:
    return f"Bezwaar {body['objection']} gaat over het besluit in zaak {body['about']}."


def _judged(body: Body, names: Names) -> str:
    verdict = Timeliness.Verdict(body["verdict"])
    told = _DECIDED.get(verdict, _TIMELY[verdict]) if body.get("by_person") else _TIMELY[verdict]
    return f"{told} De laatste dag was {day_in(body, 'last_day')}."


def _advice(body: Body, names: Names) -> str:
    last = f" De termijn loopt nu tot en met {day_in(body, 'last_day')}." if body.get("last_day") else ""
    return f"Een commissie of persoon geeft advies.{last}"


def _registered(body: Body, names: Names) -> str:
    return f"De klacht staat in het register van {body['year']}. Onderwerp: {_topic(body)}."


def _noted(body: Body, names: Names) -> str:
    return f"Bij de klacht is bijgewerkt wat er is gedaan. Onderwerp: {_topic(body)}."


def _outcome(body: Body, names: Names) -> str:
    return f"De afdoening van de klacht is vastgelegd: {Complaint.Outcome(body['outcome']).label}."


def _told_again(body: Body, names: Names) -> str:
    late = "" if body.get("in_time") else " Dat was te laat (Awb 9:11)."
    return (
        f"De uitkomst van de klacht kwam op {day_in(body, 'was')} niet aan. Zij is opnieuw verstuurd op "
        f"{day_in(body, 'sent_on')}: die dag telt (Awb 2:11 lid 3).{late}"
    )


def _handled(body: Body, names: Names) -> str:
    when = "op tijd" if body.get("in_time") else "te laat"
    return f"De klacht is afgehandeld op {day_in(body, 'on')}, {when}."


def _topic(body: Body) -> str:
    topic = str(body.get("topic"))
    return TOPICS.get(topic, topic)


DISPUTE_SENTENCES: Sentences = {
    "objection.linked": _linked,
    "timeliness.judged": _judged,
    "advice.asked": _advice,
    "complaint.registered": _registered,
    "complaint.noted": _noted,
    "complaint.outcome": _outcome,
    "complaint.handled": _handled,
    "complaint.told_again": _told_again,
}
