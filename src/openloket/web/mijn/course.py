"""What went to and fro in a zaak, as who it is of reads it: messages both ways, decisions, and files."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from openloket.intake.models import Attachment, Submission
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.kanalen import Berichtsoort
from openloket.law.waarom import datum_in_woorden
from openloket.people.mandates import Viewer
from openloket.post.kinds import kind_of
from openloket.post.sent import sent_about
from openloket.web.mijn.frame import at_mine
from openloket.zaken.mine import filings_of, sent_by
from openloket.zaken.models import Filing, Zaak

MOST = 200
_SENT = {
    Berichtsoort.AANVULLING: "U stuurde een aanvulling",
    Berichtsoort.INGEBREKESTELLING: "U schreef ons dat wij te laat zijn",
    Berichtsoort.INTREKKING: "U trok dit in",
    Berichtsoort.VRAAG: "U stelde een vraag",
}
_OTHER = "Wij legden een bericht bij uw zaak"


def course(request: HttpRequest, viewer: Viewer, zaak: Zaak) -> list[dict[str, Any]]:
    """Everything in order, the newest first: {at, title, from_you, url, note}."""
    later = filings_of(zaak)
    mine = [one for one in later if sent_by(viewer, one)]
    sent = [zaak.submission_id, *(one.submission_id for one in mine)]
    subjects, through = [("zaak", [zaak.pk]), ("submission", sent)], _through(viewer, sent)
    rows = [
        (zaak.received_at, _first(request, zaak, through.get(zaak.submission_id, ""))),
        *((one.at, _later(request, one, one in mine, through.get(one.submission_id, ""))) for one in later),
        *(
            (
                one.settled_at or one.created_at,
                {
                    "title": kind_of(one.kind).told,
                    "from_you": False,
                    "url": at_mine(request, f"berichten/{one.pk}"),
                    "note": "" if one.is_read else "nog niet gelezen",
                },
            )
            for one in sent_about(subjects, viewer.person_id, MOST)
        ),
    ]
    rows.sort(key=lambda row: row[0], reverse=True)
    return [{"at": datum_in_woorden(dag_in_amsterdam(at)), **row} for at, row in rows]


def files(request: HttpRequest, zaak: Zaak) -> list[dict[str, Any]]:
    """The files that were sent with the first message, to take back."""
    found = Attachment.objects.filter(submission_id=zaak.submission_id).order_by("id")
    root = f"zaken/{zaak.reference}/bijlage"
    return [
        {
            "name": one.name,
            "size": one.size,
            "sha256": one.sha256,
            "url": at_mine(request, f"{root}/{one.pk}"),
        }
        for one in found
    ]


def _through(viewer: Viewer, sent: Sequence[int]) -> dict[int, str]:
    """Who sent it for them (Awb 2:1(2)), by submission; nothing of what this person sent with own hands."""
    by_others = Submission.objects.filter(pk__in=sent).exclude(mandate=None).exclude(person=viewer.person_id)
    return {pk: f"via {name}" for pk, name in by_others.values_list("pk", "person__name") if name}


def _first(request: HttpRequest, zaak: Zaak, note: str) -> dict[str, Any]:
    url = at_mine(request, f"ontvangst/{zaak.reference}")
    return {"title": f"U stuurde: {zaak.title}", "from_you": True, "url": url, "note": note}


def _later(request: HttpRequest, filing: Filing, mine: bool, note: str) -> dict[str, Any]:
    if not mine:
        return {"title": _OTHER, "from_you": False, "url": None, "note": ""}
    title = _SENT.get(Berichtsoort(filing.kind), "U stuurde een bericht")
    url = at_mine(request, f"ontvangst/{filing.submission.reference}")
    return {"title": title, "from_you": True, "url": url, "note": note}
