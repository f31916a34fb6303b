"""A decision as people read it, at the desk and on its own page, and the texts of its PDF."""

from datetime import date, datetime
from typing import Any

from openloket.evidence.canonical import canonical
from openloket.law.bekendmaking import Bekendmakingswijze
from openloket.law.rechtsmiddel import Rechtsmiddel
from openloket.law.waarom import datum_in_woorden
from openloket.offer.calendar import law_calendar
from openloket.post.besluit_pdf.render import BesluitView, PartView, render_besluit_pdf
from openloket.tenancy.contact import contact_sentence
from openloket.tenancy.models import Organisation
from openloket.web.look.environment import assets
from openloket.web.terms import bar, reasons
from openloket.zaken.decisions import remedy_of, remedy_term
from openloket.zaken.models import Besluit

HOW = {
    Bekendmakingswijze.POST: "per brief",
    Bekendmakingswijze.ELEKTRONISCH: "per e-mail",
    Bekendmakingswijze.UITREIKING: "zelf gegeven",
}
_LAST_DAY = {
    Rechtsmiddel.BEZWAAR: "Bezwaar maken tot en met",
    Rechtsmiddel.BEROEP: "In beroep gaan tot en met",
}
_TERM = {
    Rechtsmiddel.BEZWAAR: "Tijd om bezwaar te maken",
    Rechtsmiddel.BEROEP: "Tijd om in beroep te gaan",
}


def shown(besluit: Besluit, today: date) -> dict[str, Any]:
    """The decision in words, with the live term to object or appeal: see templates/besluit.html."""
    content = besluit.content
    term, remedy = remedy_term(besluit, law_calendar()), remedy_of(besluit)
    return {
        "id": besluit.pk,
        "reference": content["reference"],
        "title": content["title"],
        "outcome": Besluit.Outcome(besluit.outcome).label,
        "decided_on": datum_in_woorden(besluit.decided_on),
        "authority": content["authority"],
        "signed_by": content["signed_by"],
        "parts": content["parts"],
        "remedy": content["remedy"],
        "made_known": made_known(besluit),
        "made_known_why": _why(besluit),
        "term": {**bar(term, today), "title": _TERM[remedy], "late": False} if term else None,
        "is_withdrawn": besluit.withdrawn_at is not None,
        "over": bool(term and term.last_day and term.last_day < today),
        "sha256": besluit.sha256,
    }


def made_known(besluit: Besluit) -> str:
    """How and when: "per brief op dinsdag 3 maart 2026"; empty before."""
    if besluit.made_known_on is None:
        return ""
    how = HOW.get(Bekendmakingswijze(besluit.made_known_how), "op een andere manier")
    return f"{how} op {datum_in_woorden(besluit.made_known_on)}"


def pdf_of(organisation: Organisation, besluit: Besluit) -> bytes:
    """The decision as PDF/UA, with its exact content inside."""
    content, remedy = besluit.content, content_remedy(besluit)
    term = remedy_term(besluit, law_calendar())
    view = BesluitView(
        organisation=content["organisation"],
        colour=assets().colours(organisation.look)["accent"],
        reference=content["reference"],
        title=content["title"],
        decided_on=datum_in_woorden(besluit.decided_on),
        authority=content["authority"],
        signed_by=content["signed_by"],
        parts=tuple(PartView(part["title"], tuple(part["paragraphs"])) for part in content["parts"]),
        remedy=remedy,
        made_known=made_known(besluit),
        last_day=datum_in_woorden(term.last_day) if term and term.last_day else "",
        last_day_label=_LAST_DAY[remedy_of(besluit)],
        contact=contact_sentence(organisation.phone, organisation.email),
        sha256=besluit.sha256,
        made_at=_whole_second(besluit.recorded_at),
    )
    return render_besluit_pdf(view, canonical(content))


def content_remedy(besluit: Besluit) -> tuple[str, ...]:
    """The clause on objecting or appealing, paragraph by paragraph."""
    remedy = besluit.content["remedy"]
    online = (f"Het kan ook online: {remedy['electronic']}",) if remedy["electronic"] else ()
    return (remedy["by_whom"], remedy["term"], remedy["body"], *online, *remedy["more"])


def _why(besluit: Besluit) -> list[dict[str, str]]:
    return reasons({"waarom": besluit.made_known_why}) if besluit.made_known_why else []


def _whole_second(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
