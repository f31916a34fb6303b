"""The access log in plain Dutch, for who it is about: who in which function, what, and why."""

from collections.abc import Iterable, Mapping

from openloket.people.reading import Reading
from openloket.people.seen import Seen
from openloket.tenancy.models import Employee

_WHAT = {
    ("zaak", Reading.ZAAK): "las uw zaak",
    ("attachment", Reading.ATTACHMENT): "opende een bestand dat u stuurde",
    ("mail", Reading.ATTACHMENT): "las uw e-mail",
    ("message", Reading.LETTER): "zag onze brief aan u",
    ("mandate", Reading.MANDATE): "bekeek een machtiging van u",
}
# How the pages of the desk give their reason, and what that means to somebody who does not work there.
_WHY = (
    ("behandelt deze zaak", "deze medewerker behandelt uw zaak"),
    ("zaak van het eigen team", "uw zaak ligt bij het team van deze medewerker"),
    ("zaak van een ander team", "uw zaak ligt bij een ander team"),
    ("termijn van", "de tijd om te beslissen"),
    ("verwijzen van", "hoort uw bericht bij ons, en kwam het goed binnen?"),
    ("aanvulling van", "ontbreekt er iets aan uw bericht?"),
    ("intrekking van", "u trok uw bericht in"),
    ("ontvangstbewijs van", "uw ontvangstbewijs"),
    ("dossier van", "een dossier van uw zaak, bijvoorbeeld voor de rechter"),
    ("bijlage van", "uw bestand bij de zaak"),
    ("besluit", "het besluit over uw zaak"),
    ("dwangsom", "geld omdat wij te laat zijn"),
    ("bericht koppelen", "bij welke zaak hoort een bericht?"),
    ("later gekomen berichten", "berichten die u later stuurde"),
    ("product verbeteren", "over welk onderwerp gaat uw bericht?"),
    ("brief versturen", "de brief naar u versturen"),
    ("klacht", "uw klacht"),
    ("bezwaar", "uw bezwaar"),
)


def what(row: Seen) -> str:
    """What the employee did, without who."""
    try:
        return _WHAT.get((row.subject_kind, Reading(row.action)), "las gegevens van u")
    except ValueError:  # a kind of reading from before, which this version does not know
        return "las gegevens van u"


def why(row: Seen) -> str:
    """Why, as the page told that the employee was at; a reason that is not known here in its own words."""
    return next((words for start, words in _WHY if row.reason.startswith(start)), row.reason)


def how_often(row: Seen) -> str:
    """How many times that day; empty for once."""
    return f"{row.times} keer" if row.times > 1 else ""


def functions(employee_ids: Iterable[int]) -> Mapping[int, str]:
    """What each employee is and of which team, as it is now; names are not told unasked (docs/adr)."""
    rows = Employee.objects.filter(pk__in=set(employee_ids)).select_related("team")
    return {row.pk: _function(row) for row in rows}


def _function(employee: Employee) -> str:
    role = Employee.Role(employee.role).label
    if employee.team is None:
        return f"een {role}"
    name = employee.team.name
    return f"een {role} van {name if name.lower().startswith('team ') else f'het team {name}'}"
