"""The form of one way to deal with a message: to whom, why, until when; what was typed and what is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from openloket.flows.referral.referral_case import Case
from openloket.flows.referral.referring import LONGEST_REASON, Choice
from openloket.law.handelwijze import Handelwijze
from openloket.law.kalender import Kalender, dag_in_amsterdam
from openloket.law.kanalen import Kanaal
from openloket.offer.calendar import law_calendar
from openloket.offer.national_lists import known_bodies
from openloket.people.reachability import reachable_at
from openloket.post.confirmations import masked
from openloket.tenancy.models import Team
from openloket.web.desk.days import TypedDay, read_day, shown_day

_TEXTS = (
    "reden",
    "team",
    "laten-weten",
    "orgaan",
    "orgaan-email",
    "orgaan-adres",
    "vertrouwelijk",
    "antwoord",
)
_DAY = "uiterste-dag"
_DAY_LABEL = "Tot en met welke dag kan de afzender dit herstellen?"
_USUAL = timedelta(days=14)
_MAIL, _LETTER = "e-mail", "brief"


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form of one way; `seen` and `after` say what the page showed (referring.py)."""

    way: Handelwijze
    values: Mapping[str, str]
    day: TypedDay
    seen: str
    after: int

    @classmethod
    def read(cls, posted: Mapping[str, str], now: datetime) -> "Typed | None":
        """From a form that was sent; None when no way was chosen. What is not there has its usual value."""
        way, today = posted.get("wijze", ""), dag_in_amsterdam(now)
        if way not in list(Handelwijze):
            return None
        values = {name: posted.get(name, "")[:10_000] for name in _TEXTS}
        asked = f"{_DAY}.dag" in posted
        after = posted.get("na", "")
        return cls(
            way=Handelwijze(way),
            values=values,
            day=read_day(posted, _DAY, _DAY_LABEL, today) if asked else shown_day(_DAY, usual_day(today)),
            seen=posted.get("gezien", "")[:64],
            after=int(after) if after.isascii() and after.isdigit() and len(after) <= 18 else 0,
        )

    def choice(self) -> Choice:
        """As the flows take it."""
        team, refuses = self.values["team"], self.way is Handelwijze.WEIGEREN
        return Choice(
            way=self.way,
            reason=self.values["reden"],
            team_id=int(team) if team.isascii() and team.isdigit() and len(team) <= 18 else 0,
            tell=self.values["laten-weten"] != "nee",
            body=" ".join(self.values["orgaan"].split()),
            address=self.values["orgaan-email"].strip(),
            lines=_lines(self.values["orgaan-adres"]),
            last_day=self.day.day if refuses else None,
            answer=self.values["antwoord"] == _MAIL,
            confidential=self.values["vertrouwelijk"] == "ja",
            seen=self.seen,
            after=self.after,
        )

    def problems(self, case: Case) -> dict[str, str]:
        """What must be answered before anything can be sent."""
        found = {}
        if self.way is Handelwijze.WEIGEREN and case.repairable and self.day.day is None:
            found[_DAY] = self.day.problem
        if asks_how(self, case) and self.values["antwoord"] not in (_MAIL, _LETTER):
            found["antwoord"] = "Kies hoe de afzender dit hoort."
        return found


def carried(posted: Mapping[str, str]) -> list[dict[str, str]]:
    """What was typed in the form of a way, to carry along while somebody answers the questions again."""
    names = (*_TEXTS, *(f"{_DAY}.{part}" for part in ("dag", "maand", "jaar")))
    return [{"name": name, "value": posted[name]} for name in names if posted.get(name)]


def usual_day(today: date) -> date:
    """The first working day from two weeks on."""
    day, calendar = today + _USUAL, law_calendar()
    return day if calendar.is_werkdag(day) else _next(day, calendar)


def _next(day: date, calendar: Kalender) -> date:
    return calendar.eerstvolgende_werkdag(day)


def asks_how(typed: Typed, case: Case) -> bool:
    """Whether a person must say how the sender is told: mailed us, and never said that e-mail is welcome."""
    tells = typed.way is not Handelwijze.BEHANDELEN and not _silent(typed)
    mailed = case.message.weg.kanaal is Kanaal.E_MAIL and bool(case.submission.email)
    return tells and mailed and not _on_paper(typed, case) and not reachable_at(case.zaak.reference)


def way_to_sender(typed: Typed, case: Case) -> str:
    """How the sender is told, where nobody has to choose."""
    if typed.way is Handelwijze.BEHANDELEN or _silent(typed):
        return "De afzender krijgt hierover geen bericht."
    if asks_how(typed, case):
        return ""
    if _on_paper(typed, case):
        return "Dit gaat over gevoelige gegevens, en het hele bericht gaat mee. Daarom wordt dit een brief."
    address = reachable_at(case.zaak.reference)
    if address:
        return f"Dit gaat per e-mail naar {masked(address)}."
    return "De afzender gaf geen toestemming voor e-mail. Dit wordt een brief. U verstuurt hem bij ‘Post’."


def fields(typed: Typed, case: Case, wrong: Mapping[str, str]) -> list[dict[str, Any]]:
    """The questions of this way."""
    found: list[dict[str, Any]] = []
    match typed.way:
        case Handelwijze.DOORLEIDEN:
            found += [_team(typed, case, wrong), _telling(typed)]
        case Handelwijze.DOORZENDEN:
            found += _body(typed, wrong)
            found += [_confidential(typed, wrong)] if case.protected else []
        case Handelwijze.WEIGEREN if case.repairable:
            hint = "De wet noemt geen aantal dagen. Kies een dag waarop het redelijk kan."
            found.append(typed.day.as_field(_DAY_LABEL, hint, wrong.get(_DAY, "")))
        case _:
            pass
    found.append(_reason(typed, wrong))
    if asks_how(typed, case):
        found.append(_how(typed, case, wrong))
    return found


def bodies(organisation_name: str) -> Sequence[str]:
    """Other bodies to choose from; anything else may be typed."""
    return [one for one in known_bodies() if one != f"gemeente {organisation_name}"]


def _reason(typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
    must = typed.way is Handelwijze.WEIGEREN
    own = typed.way is Handelwijze.BEHANDELEN
    read = (
        "Dit staat alleen in het dossier."
        if own
        else "De afzender leest dit precies zo, na de eerste zinnen."
    )
    label = "Waarom weigert u dit?" if must else "Wilt u nog iets uitleggen?"
    return {
        "key": "reden",
        "type": "longtext",
        "label": label,
        "hint": f"{read} U kunt hoogstens {LONGEST_REASON} tekens gebruiken.",
        "required": must,
        "value": typed.values["reden"],
        "error": wrong.get("reden"),
    }


def _team(typed: Typed, case: Case, wrong: Mapping[str, str]) -> dict[str, Any]:
    teams = Team.objects.exclude(pk=case.zaak.team_id or 0).order_by("name").values_list("pk", "name")
    return {
        "key": "team",
        "type": "choice",
        "label": "Aan welk team geeft u dit door?",
        "hint": "" if teams else "Er is geen ander team.",
        "required": True,
        "value": typed.values["team"],
        "options": [{"value": str(pk), "label": name} for pk, name in teams],
        "error": wrong.get("team"),
    }


def _telling(typed: Typed) -> dict[str, Any]:
    return {
        "key": "laten-weten",
        "type": "yesno",
        "label": "Laat u dit de afzender meteen weten?",
        "hint": "Alleen dan kan de termijn later beginnen (Awb 2:24).",
        "required": True,
        "value": "nee" if _silent(typed) else "ja",
    }


def _body(typed: Typed, wrong: Mapping[str, str]) -> list[dict[str, Any]]:
    email = "Vul dit in, of vul hieronder het postadres in."
    post = "Alleen als het per post moet. Elke regel van de envelop op een eigen regel, met de naam erbij."
    return [
        _asked(
            typed, wrong, "orgaan", "text", "Naar welk bestuursorgaan?", "Bijvoorbeeld: provincie Utrecht."
        ),
        _asked(typed, wrong, "orgaan-email", "email", "E-mailadres van dat bestuursorgaan", email),
        _asked(typed, wrong, "orgaan-adres", "longtext", "Postadres van dat bestuursorgaan", post),
    ]


def _asked(
    typed: Typed, wrong: Mapping[str, str], key: str, kind: str, label: str, hint: str
) -> dict[str, Any]:
    return {
        "key": key,
        "type": kind,
        "label": label,
        "hint": hint,
        "required": key == "orgaan",
        "value": typed.values[key],
        "list": "organen" if key == "orgaan" else "",
        "error": wrong.get(key),
    }


def _how(typed: Typed, case: Case, wrong: Mapping[str, str]) -> dict[str, Any]:
    mail = f"Per e-mail, naar {masked(case.submission.email)}"
    return {
        "key": "antwoord",
        "type": "choice",
        "label": "Hoe hoort de afzender dit?",
        "hint": "De afzender mailde ons, maar zei niet uitdrukkelijk dat e-mail terug goed is (Awb 2:8). U "
        "beslist. Een e-mail is er meteen. Voor een brief hebt u een postadres nodig.",
        "required": True,
        "value": typed.values["antwoord"],
        "options": [{"value": _MAIL, "label": mail}, {"value": _LETTER, "label": "Per brief"}],
        "error": wrong.get("antwoord"),
    }


def _confidential(typed: Typed, wrong: Mapping[str, str]) -> dict[str, Any]:
    return {
        "key": "vertrouwelijk",
        "type": "yesno",
        "label": "Per e-mail? Is dit e-mailadres dan vertrouwelijk genoeg?",
        "hint": "Dit bericht gaat over gevoelige gegevens (Awb 2:9). Weet u het niet zeker? Kies voor post.",
        "required": False,
        "value": typed.values["vertrouwelijk"] or None,
        "error": wrong.get("vertrouwelijk"),
    }


def _on_paper(typed: Typed, case: Case) -> bool:
    """What may not travel by e-mail (Awb 2:9): the whole of a sensitive message, sent back."""
    return typed.way is Handelwijze.TERUGZENDEN and case.protected


def _silent(typed: Typed) -> bool:
    return typed.way is Handelwijze.DOORLEIDEN and typed.values["laten-weten"] == "nee"


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in (" ".join(line.split()) for line in text.splitlines()) if line)
