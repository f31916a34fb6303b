"""The page of one zaak: what was sent, by when it must be decided, what happened and what can be done."""

from datetime import datetime
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from openloket.evidence.standing import standing_of
from openloket.law.kalender import dag_in_amsterdam
from openloket.post.confirmations import confirmation_among
from openloket.tenancy import colleagues
from openloket.tenancy.addresses import public_url
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may, may_assign
from openloket.web.desk.course.timeline import employees_in, timeline
from openloket.web.desk.delivery.by_phone import by_phone
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees
from openloket.web.desk.referring.referral_standing import promised, referrals_of, standing, was_referred
from openloket.web.desk.registering.registration_parts import arrival_of
from openloket.web.desk.sending.message import listed, written_about
from openloket.web.desk.wording import short_moment
from openloket.web.desk.zaken import reach_words
from openloket.web.desk.zaken import zaak_parts as parts
from openloket.web.desk.zaken.case_file import case_file_url
from openloket.web.desk.zaken.door import read_zaak
from openloket.web.desk.zaken.meant import meant_of
from openloket.web.desk.zaken.tasks import tasks_of
from openloket.web.desk.zaken.zaak_signatures import is_cosigned, signatures_of
from openloket.web.place import place_of
from openloket.zaken.access import zaak_with_papers_for
from openloket.zaken.models import OPEN, Zaak

_DONE = {
    "pakken": "U behandelt deze zaak nu.",
    "toewijzen": "De zaak is toegewezen.",
    "status": "De status is veranderd.",
    "notitie": "Uw notitie is bewaard.",
    "ingetrokken": "Genoteerd: de afzender trok dit in. De zaak is gesloten en de afzender krijgt bericht.",
    "stand": "Dit gaat nu naar de afzender. Is het een brief? Print en verstuur hem bij ‘Post’.",
    "koppelen": "Het bericht ligt nu bij deze zaak.",
    "aanvulling": "Het verzoek gaat nu per e-mail weg. Vanaf de dag erna staat de termijn stil.",
    "aanvulling-brief": "Het verzoek is een brief. Print en verstuur hem bij ‘Post’.",
    "product": "Het product is verbeterd. De termijn is opnieuw geteld, vanaf dezelfde ontvangst.",
    "geregistreerd": "Geregistreerd. De termijn loopt vanaf de dag waarop het bericht binnenkwam.",
    "brief": "Vastgelegd: de ontvangstbevestiging is per brief verstuurd.",
}


@require_safe
@for_employees
def zaak(request: HttpRequest, reference: str, **place: str) -> HttpResponse:
    """One zaak; that it was read is written down before it is shown."""
    return zaak_page(request, reference, notice=_DONE.get(request.GET.get("gedaan", "")))


def zaak_page(
    request: HttpRequest,
    reference: str,
    *,
    notice: str | None = None,
    refusal: str | None = None,
    typed_note: str = "",
) -> HttpResponse:
    """The page, with what was just done, or (409) with why it could not be done and what was typed."""
    employee, now = employee_of(request), timezone.now()
    find = partial(zaak_with_papers_for, referred=was_referred(), cosigned=is_cosigned())
    found = read_zaak(request, reference, partial(_reason, employee), now, find=find)
    context = {
        **_read(request, employee, found, now),
        "inbox_url": at_desk(request),
        "news": short_moment(found.news_at) if found.news_at else "",
        "news_url": at_desk(request, f"zaak/{reference}/berichten"),
        "notice": notice,
        "refusal": refusal,
        "typed_note": typed_note,
    }
    title = f"{found.title} {found.reference}"
    return desk_page(request, "desk/zaak.html", title, context, 409 if refusal else 200)


def _read(request: HttpRequest, employee: Employee, zaak: Zaak, now: datetime) -> dict[str, Any]:
    facts = standing_of(zaak.organisation_id, [("submission", zaak.submission_id), ("zaak", zaak.pk)])
    notes, written = list(zaak.notes.order_by("at", "id")), written_about(zaak)
    people = colleagues.listed(employees_in(facts) | {note.author_id for note in notes})
    today, steps, terms = dag_in_amsterdam(now), parts.answers(zaak), list(zaak.terms.filter(ended_on=None))
    status_url, ways = public_url(place_of(request).organisation, "status"), reach_words.ways_now(zaak, now)
    return {
        "zaak": parts.head(zaak, reach_words.told(ways)),
        "steps": steps,
        "phone": by_phone(zaak, terms, steps, now, status_url) | {"button": reach_words.button(ways)},
        "attachments": parts.files(zaak.submission, at_desk(request, f"zaak/{zaak.reference}/bijlage")),
        "arrival": arrival_of(zaak, at_desk(request, f"zaak/{zaak.reference}"), at_desk(request)),
        "meant": meant_of(zaak, at_desk(request, f"zaak/{zaak.reference}")),
        "terms": parts.term_bars(zaak, terms, today),
        "signatures": signatures_of(zaak.submission) if zaak.cosigned else None,
        "timeline": timeline(facts, people.names),
        "notes": parts.notes(notes, people.names),
        "messages": listed(written, at_desk(request, f"zaak/{zaak.reference}")),
        "referrals": standing(zaak, referrals_of(zaak)) if zaak.referred else [],
        "promised": promised(zaak) if zaak.referred else "",
        "evidence": parts.proof(zaak, facts, confirmation_among(written, zaak.submission_id)),
        "actions": _actions(request, employee, zaak, people),
    }


def _actions(
    request: HttpRequest, employee: Employee, zaak: Zaak, people: colleagues.Colleagues
) -> dict[str, Any]:
    root = at_desk(request, f"zaak/{zaak.reference}")
    handles, runs = may(employee, Right.HANDLE), zaak.status in OPEN
    return {
        "take_url": f"{root}/pakken" if handles and runs and zaak.assignee_id is None else None,
        "assign_url": f"{root}/toewijzen" if runs and may_assign(employee, zaak.assignee_id) else None,
        "status_url": f"{root}/status" if handles else None,
        "note_url": f"{root}/notitie" if handles else None,
        "tell_url": f"{root}/stand" if handles else None,
        "letter_url": f"{root}/brief" if handles and _letter_due(zaak) else None,
        "receipt_url": f"{root}/ontvangstbewijs.pdf",
        "case_file_url": case_file_url(request, zaak),
        "seen_assignee": str(zaak.assignee_id or ""),
        "seen_status": zaak.status,
        "colleagues": parts.colleagues(people.handlers, zaak),
        "statuses": parts.statuses(zaak),
        "tasks": tasks_of(employee, zaak, root) if handles else [],
    }


def _letter_due(zaak: Zaak) -> bool:
    receipt = zaak.submission.receipt
    return receipt.letter_due and receipt.letter_sent_at is None


def _reason(employee: Employee, zaak: Zaak) -> str:
    if zaak.assignee_id == employee.pk:
        return "behandelt deze zaak"
    if zaak.team_id is not None and zaak.team_id == employee.team_id:
        return "zaak van het eigen team"
    return "zaak van een ander team"
