"""The facts about what let a message go as it went, as Dutch sentences: choices, mandates, outages."""

from datetime import date, datetime

from openloket.people.models import Mandate, Reachability
from openloket.web.desk.course.telling import Body, Names, Sentences
from openloket.web.desk.wording import whole_day, whole_moment
from openloket.web.outage_words import WAS


def _given(body: Body, names: Names) -> str:
    return f"De lezer koos hoe berichten komen: {_way(body)} (Awb 2:8)."


def _withdrawn(body: Body, names: Names) -> str:
    return f"De lezer koos dit niet langer: {_way(body)} (Awb 2:8)." if body.get("way") else _NO_MORE


_NO_MORE = "De lezer wil deze berichten niet langer op de gekozen manier (Awb 2:8)."


def _way(body: Body) -> str:
    way = str(body.get("way"))
    return str(Reachability.Way(way).label) if way in Reachability.Way.values else "op een andere manier"


def _address(body: Body, names: Names) -> str:
    return f"Het e-mailadres in Mijn omgeving is {'bevestigd' if body.get('confirmed') else 'veranderd'}."


def _postal(body: Body, names: Names) -> str:
    return f"Het postadres in Mijn omgeving is {'ingevuld' if body.get('known') else 'weggehaald'}."


def _ways(body: Body, names: Names) -> str:
    return "In Mijn omgeving is gekozen hoe nieuws komt."


def _stored(body: Body, names: Names) -> str:
    return "De e-mail kwam binnen. Zij is bewaard zoals zij kwam, voordat iemand er iets mee deed."


def _proposed(body: Body, names: Names) -> str:
    return f"Iemand vroeg om een machtiging ({_basis(body)}). {_until(body)}"


def _accepted(body: Body, names: Names) -> str:
    by = {"employee": "door een medewerker", "chain": "bij het inloggen"}.get(
        str(body.get("by")), "door wie het aangaat"
    )
    return f"De machtiging ({_basis(body)}) is aanvaard, {by}. {_until(body)}"


def _ended(body: Body, names: Names) -> str:
    return f"De machtiging ({_basis(body)}) geldt niet meer."


def _refused(body: Body, names: Names) -> str:
    return f"De machtiging ({_basis(body)}) is geweigerd."


def _basis(body: Body) -> str:
    basis = str(body.get("basis"))
    return str(Mandate.Basis(basis).label) if basis in Mandate.Basis.values else "machtiging"


def _until(body: Body) -> str:
    until = body.get("until")
    day = f"tot en met {whole_day(date.fromisoformat(str(until)))}" if until else "zonder laatste dag"
    return f"Zij geldt {day}."


def _began(body: Body, names: Names) -> str:
    return f"Een storing begon op {_moment(body, 'began_at')}: {_what(body)}."


def _over(body: Body, names: Names) -> str:
    return f"De storing was voorbij op {_moment(body, 'ended_at')}."


def _extended(body: Body, names: Names) -> str:
    days = body.get("working_days")
    return (
        f"Door de storing kregen mensen {days} {'werkdag' if days == 1 else 'werkdagen'} meer tijd om "
        "bezwaar te maken (Awb 2:21 lid 1)."
    )


def _forgiven(body: Body, names: Names) -> str:
    return "Wie door de storing te laat was, krijgt dat niet tegengeworpen (Awb 2:21 lid 3)."


def _what(body: Body) -> str:
    known = WAS.get(str(body.get("channel")), "iets werkte niet")
    return f"{known[0].lower()}{known[1:]}"


def _moment(body: Body, name: str) -> str:
    return whole_moment(datetime.fromisoformat(str(body[name])))


TIED_SENTENCES: Sentences = {
    "reachability.given": _given,
    "reachability.withdrawn": _withdrawn,
    "preference.address": _address,
    "preference.postal": _postal,
    "preference.ways": _ways,
    "mail.stored": _stored,
    "mandate.proposed": _proposed,
    "mandate.accepted": _accepted,
    "mandate.withdrawn": _ended,
    "mandate.refused": _refused,
    "outage.began": _began,
    "outage.ended": _over,
    "outage.extended": _extended,
    "outage.forgiven": _forgiven,
}
