"""Who saw what of mine, when and why: employees, who acts for me, and other bodies to which we sent it on."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openloket.flows.proving.of_person import readable_of
from openloket.intake.models import Attachment, Referral
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.waarom import datum_in_woorden
from openloket.people import providers
from openloket.people.models import PersonSession
from openloket.people.seen import Seen, seen
from openloket.people.seen_words import functions, how_often, what, why
from openloket.post.models import MessageRead
from openloket.tenancy.local_time import in_words
from openloket.web.mijn.correcting import correctable
from openloket.web.mijn.frame import at_mine, for_oneself, me, mine, viewing
from openloket.web.portal.guards import moment
from openloket.zaken.mine import zaken_of
from openloket.zaken.models import Zaak

PAGE = 30
MOST = 20
_BACK = timedelta(days=30)
"""So long the logins are kept (docs/retention.md)."""


@require_safe
@for_oneself
def who_saw(request: HttpRequest, organisation: str) -> HttpResponse:
    """A page of what employees read, the latest first; on the first page the rest as well."""
    before = request.GET.get("na", "")
    after = int(before) if before.isdecimal() and len(before) < 19 else None
    found = seen(readable_of(me(request).person_id), PAGE + 1, after)
    context: dict[str, Any] = {
        "days": _by_day(request, found[:PAGE]),
        "first_url": at_mine(request, "inzage") if after else None,
        "next_url": at_mine(request, "inzage", na=str(found[PAGE - 1].last_id))
        if len(found) > PAGE
        else None,
        "copy_url": at_mine(request, "kopie"),
        "ask_url": at_mine(request, "correctie") if correctable() else None,
    }
    if after is None:
        context |= {"others": _others(request), "logins": _logins(request), "bodies": _bodies(request)}
    return mine(request, "seen", "Wie zag mijn gegevens?", context)


def _by_day(request: HttpRequest, rows: Sequence[Seen]) -> list[dict[str, Any]]:
    """The same rows under the day on which they were read."""
    who, zaken = functions(row.employee_id for row in rows), _zaken(request, rows)
    days: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        zaak = zaken.get((row.subject_kind, row.subject_id))
        days.setdefault(datum_in_woorden(row.day), []).append(
            {
                "who": who.get(row.employee_id, "een medewerker"),
                "what": what(row),
                "why": why(row),
                "often": how_often(row),
                "zaak": zaak.title if zaak else "",
                "url": at_mine(request, f"zaken/{zaak.reference}") if zaak else None,
            }
        )
    return [{"day": day, "rows": of_day} for day, of_day in days.items()]


def _zaken(request: HttpRequest, rows: Sequence[Seen]) -> Mapping[tuple[str, int], Zaak]:
    """The zaak of each thing that was read, as far as it began there."""
    files = {row.subject_id for row in rows if row.subject_kind == "attachment"}
    of_file = dict(Attachment.objects.filter(pk__in=files).values_list("pk", "submission_id"))
    mine_ = zaken_of(viewing(request))
    by_pk = mine_.in_bulk({row.subject_id for row in rows if row.subject_kind == "zaak"})
    sent = {zaak.submission_id: zaak for zaak in mine_.filter(submission_id__in=set(of_file.values()))}
    found = {("zaak", pk): zaak for pk, zaak in by_pk.items()}
    return found | {("attachment", pk): sent[one] for pk, one in of_file.items() if one in sent}


def _others(request: HttpRequest) -> list[dict[str, str]]:
    """Who acts for me logged in to do so, and opened messages of mine."""
    person_id = me(request).person_id
    since = moment() - _BACK
    sessions = PersonSession.objects.filter(acting_for__grantor_id=person_id, begun_at__gte=since)
    reads = MessageRead.objects.filter(message__subject_kind="zaak").exclude(person_id=person_id)
    reads = reads.filter(message__subject_id__in=zaken_of(viewing(request)).values("pk"))
    rows = [
        (one.begun_at, one.person.name or "iemand", "logde in om namens u te handelen")
        for one in sessions.select_related("person").order_by("-begun_at")[:MOST]
    ]
    rows += [
        (one.at, one.person.name or "iemand", f"las ons bericht: {one.message.subject_line}")
        for one in reads.select_related("person", "message").order_by("-at")[:MOST]
    ]
    rows.sort(key=lambda row: row[0], reverse=True)
    return [{"at": in_words(at), "who": who, "what": did} for at, who, did in rows[:MOST]]


def _logins(request: HttpRequest) -> list[dict[str, str]]:
    """My own logins, so that a login that was not mine is noticed."""
    own = PersonSession.objects.filter(person_id=me(request).person_id, begun_at__gte=moment() - _BACK)
    rows = list(own.order_by("-begun_at")[:MOST])
    labels = {key: providers.label_of(key) for key in {row.provider for row in rows}}
    return [{"at": in_words(row.begun_at), "with": labels[row.provider], "level": row.level} for row in rows]


def _bodies(request: HttpRequest) -> list[dict[str, str]]:
    """Other bodies to which messages of mine went on (Awb 2:3; AVG art. 15(1)(c))."""
    sent = Referral.objects.filter(submission_id__in=zaken_of(viewing(request)).values("submission_id"))
    gone = sent.filter(way=Referral.Way.OUTSIDE).exclude(carried_on=None).select_related("submission")
    return [
        {
            "day": datum_in_woorden(one.carried_on or dag_in_amsterdam(one.at)),
            "body": one.to_body,
            "reference": one.submission.reference,
            "url": at_mine(request, f"zaken/{one.submission.reference}"),
        }
        for one in gone.order_by("-carried_on", "-pk")[:MOST]
    ]
