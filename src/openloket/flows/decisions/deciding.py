"""What a decision will say: the words of its template, who signs, and how to object or appeal (Awb 3:45)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from openloket.evidence.canonical import JsonValue, canonical_sha256
from openloket.flows.decisions.obstacles import first_obstacle
from openloket.flows.unable import UnableAtField
from openloket.formkit.wording import euro
from openloket.law.bekendmaking import Clausule
from openloket.law.dwangsom import Dwangsom
from openloket.law.kalender import Kalender, dag_in_amsterdam
from openloket.law.kanalen import Berichtsoort
from openloket.law.rechtsmiddel import Rechtsmiddel, clausule, rechtsmiddel_tegen, toelichting
from openloket.law.waarom import datum_in_woorden
from openloket.offer.decisions import DecisionTemplate, fill
from openloket.offer.models import Service
from openloket.tenancy.addresses import public_url
from openloket.tenancy.models import Authority, Employee, Organisation
from openloket.zaken.models import OPEN, Besluit, NoticeOfDefault, Zaak
from openloket.zaken.penalty import penalty

TYPE = "openloket/besluit/1"
_THE = {Authority.Kind.COLLEGE: "het", Authority.Kind.MAYOR: "de", Authority.Kind.COUNCIL: "de"}


class UnableToDecide(UnableAtField):
    """It can't be decided so; the message is what the employee is told, `field` where to mend it."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A template that an employee filled in; `answers` are validated."""

    template: DecisionTemplate
    answers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Words:
    """The exact words of a decision before it is recorded; `sha256` tells whether they are those seen."""

    content: dict[str, JsonValue]
    remedy: Rechtsmiddel

    @property
    def sha256(self) -> str:
        """SHA-256 (hexadecimal) of the canonical content."""
        return canonical_sha256(self.content)


def compose(
    organisation: Organisation,
    employee: Employee,
    zaak: Zaak,
    filled: Filled,
    calendar: Kalender,
    today: date,
) -> Words:
    """The words of the decision, taken today. Raises UnableToDecide for what the law does not allow."""
    template, answers = filled.template, filled.answers
    if zaak.kind not in template.kinds:
        raise UnableToDecide("Dit besluit past niet bij deze zaak.")
    about_penalty = template.outcome == Besluit.Outcome.PENALTY_FIXED
    if not about_penalty and zaak.status not in OPEN:
        raise UnableToDecide("Over deze zaak is al besloten. Zet de zaak eerst terug in behandeling.")
    facts = {"onderwerp": zaak.title, "ontvangen": datum_in_woorden(dag_in_amsterdam(zaak.received_at))}
    if about_penalty:
        facts |= _penalty_facts(zaak, calendar, today)
    remedy = Rechtsmiddel.BEZWAAR if about_penalty else rechtsmiddel_tegen(Berichtsoort(zaak.kind))
    clause = _clause(organisation, zaak, remedy, template, answers)
    obstacle = first_obstacle(zaak, template, answers, clause, today)
    if obstacle is not None:
        raise UnableToDecide(obstacle.message, obstacle.field)
    title, parts = fill(template, facts, answers)
    content: dict[str, JsonValue] = {
        "type": TYPE,
        "reference": zaak.reference,
        "organisation": organisation.name,
        "authority": _body(zaak),
        "signed_by": employee.name,
        "template": template.label,
        "outcome": template.outcome,
        "title": title,
        "decided_on": today.isoformat(),
        "parts": [{"title": part.title, "paragraphs": list(part.paragraphs)} for part in parts],
        "remedy": _told(remedy, clause),
    }
    if answers.get("tot_en_met"):
        content["valid"] = {"from": answers.get("vanaf") or "", "until": answers["tot_en_met"]}
    return Words(content, remedy)


def suggested(zaak: Zaak, template: DecisionTemplate, calendar: Kalender, today: date) -> dict[str, Any]:
    """What the form has filled in beforehand, by question; the employee may change it."""
    if "tegen" in template.form.by_key and zaak.about_id is not None:
        return {"tegen": _decision_objected_to(zaak.about_id)}
    if template.outcome == Besluit.Outcome.PENALTY_FIXED:
        owed = penalty(zaak.pk, calendar)
        return {"reden": "\n".join(step.tekst for step in owed.waarom)} if owed else {}
    return {}


def owed_now(zaak: Zaak, calendar: Kalender, today: date) -> Dwangsom:
    """The penalty that can be fixed today (Awb 4:18). Raises UnableToDecide when it can't be."""
    if not NoticeOfDefault.objects.filter(zaak_id=zaak.pk).exists():
        raise UnableToDecide("Bij deze zaak is geen ingebrekestelling.")
    decided = Besluit.objects.filter(zaak_id=zaak.pk, outcome=Besluit.Outcome.PENALTY_FIXED)
    if decided.filter(withdrawn_at=None).exists():
        raise UnableToDecide("Over de dwangsom is al besloten.")
    owed = penalty(zaak.pk, calendar)
    if owed is None:
        raise UnableToDecide(
            "Voor deze zaak is geen termijn van de wet om te beslissen. Er is geen dwangsom."
        )
    if owed.laatste_dag is not None and owed.laatste_dag >= today:
        raise UnableToDecide("De dwangsom loopt nog. Stel hem vast als de laatste dag voorbij is.")
    return owed


def _penalty_facts(zaak: Zaak, calendar: Kalender, today: date) -> dict[str, str]:
    owed = owed_now(zaak, calendar, today)
    total = owed.bedrag_op(today)
    if not total:
        return {"uitkomst": "Wij hoeven u geen dwangsom te betalen."}
    facts = {
        "uitkomst": "Wij beslisten te laat. Daarom betalen wij u een dwangsom.",
        "bedrag": euro(f"{owed.deel_in_centen(today) / 100:.2f}"),
    }
    if owed.aanvragers > 1:
        facts |= {"aanvragers": str(owed.aanvragers), "totaal": euro(f"{total}.00")}
    return facts


def _clause(
    organisation: Organisation,
    zaak: Zaak,
    remedy: Rechtsmiddel,
    template: DecisionTemplate,
    answers: Mapping[str, Any],
) -> Clausule:
    if remedy is Rechtsmiddel.BEROEP:
        return clausule(remedy, _court(template, answers))
    address = ", ".join(organisation.address_lines)
    return clausule(remedy, _body(zaak), postadres=address, digitale_weg=_objection_form(organisation))


def _body(zaak: Zaak) -> str:
    """The body that decides, as in a sentence: het college van …, de burgemeester van …."""
    authority = zaak.service.authority
    return f"{_THE[Authority.Kind(authority.kind)]} {authority.name}"


def _court(template: DecisionTemplate, answers: Mapping[str, Any]) -> str:
    other = answers.get("andere_rechter")
    if other:
        return str(other)
    field = template.form.by_key.get("rechtbank")
    options = getattr(field, "options", ())
    return next((option.label for option in options if option.value == answers.get("rechtbank")), "")


def _objection_form(organisation: Organisation) -> str:
    """The address at which anybody can object; empty where the organisation has no such form."""
    forms = Service.objects.filter(message_type=Berichtsoort.BEZWAAR, active=True)
    slug = forms.order_by("id").values_list("slug", flat=True).first()
    return public_url(organisation, f"{slug}/") if slug else ""


def _told(remedy: Rechtsmiddel, clause: Clausule) -> dict[str, JsonValue]:
    return {
        "kind": remedy.value,
        "by_whom": clause.door_wie,
        "term": clause.termijn,
        "body": clause.orgaan,
        "electronic": clause.digitale_weg,
        "more": list(toelichting(remedy)),
    }


def _decision_objected_to(zaak_id: int) -> str:
    decisions = Besluit.objects.filter(zaak_id=zaak_id).exclude(made_known_on=None)
    found = decisions.select_related("zaak").order_by("-made_known_on", "-id").first()
    if found is None:
        return ""
    day = datum_in_woorden(found.decided_on)
    return f"ons besluit van {day} over {found.zaak.title} (kenmerk {found.zaak.reference})"
