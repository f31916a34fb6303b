"""Every e-mail that came in: found again, with what became of it and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from openloket.intake.mailbox import MailPage, MailQuery, Place, mails
from openloket.intake.models import MailState, RawMail
from openloket.people.reading import Reading, log_reading
from openloket.tenancy.rights import Right, may
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees
from openloket.web.desk.mail.mail_words import KINDS, STATES, WAITS
from openloket.web.desk.wording import short_moment
from openloket.zaken import places
from openloket.zaken.mailed import references_of

_TO_SEE = "bekijken"
_ALL = "alle"
_SHOWN = {
    _TO_SEE: ("Nog te bekijken", (MailState.APART, MailState.REFUSED, MailState.STORED)),
    _ALL: ("Alle e-mail", tuple(MailState)),
    "verwerkt": ("Verwerkt", (MailState.HANDLED,)),
    "apart": ("Apart gelegd", (MailState.APART,)),
    "geweigerd": ("Niet aangenomen", (MailState.REFUSED,)),
    "wacht": ("Wacht nog", (MailState.STORED,)),
}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What somebody chose, as it stands in the address."""

    shown: str
    kind: str
    words: str

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> "_Asked":
        """What makes no sense counts as not asked."""
        shown, kind = asked.get("stand", ""), asked.get("soort", "")
        words = " ".join(asked.get("zoek", "").replace("\0", " ").split())[:200]
        return cls(shown if shown in _SHOWN else _TO_SEE, kind if kind in KINDS else "", words)

    def query(self, asked: Mapping[str, str]) -> MailQuery:
        """As a question to the list."""
        states = _SHOWN[self.shown][1]
        return MailQuery(
            states, self.kind, self.words, self.shown == _TO_SEE, _place(asked, "na"), _place(asked, "voor")
        )

    def address(self, page: str, **place: Place) -> str:
        """The same question from another place."""
        said = {"zoek": self.words, "stand": "" if self.shown == _TO_SEE else self.shown, "soort": self.kind}
        said |= {name: places.Place(at, row_id).text() for name, (at, row_id) in place.items()}
        words = urlencode({name: value for name, value in said.items() if value})
        return f"{page}?{words}" if words else page


@require_safe
@for_employees
def mail(request: HttpRequest, **place: str) -> HttpResponse:
    """One page of e-mails, the newest first; that it was read is written down before it is shown."""
    employee, now = employee_of(request), timezone.now()
    if not may(employee, Right.READ):
        raise Http404
    asked = _Asked.read(request.GET)
    found = mails(asked.query(request.GET), now)
    how = "zoeken in e-mail" if asked.words else "e-mail"
    reason = f"{how}, e-mails op de pagina: {len(found.rows)}"
    log_reading(employee, Reading.MESSAGE_LIST, ("mail_list", 0), reason, now)
    zaken = references_of(employee, [row.submission_id for row in found.rows if row.submission_id])
    context = {
        "rows": [_row(request, one, zaken) for one in found.rows],
        "is_all_seen": (asked.shown, asked.kind, asked.words) == (_TO_SEE, "", ""),
        **_choices(asked, found, at_desk(request, "mail")),
    }
    return desk_page(request, "desk/mail.html", "E-mail", context)


def _choices(asked: _Asked, found: MailPage, page: str) -> dict[str, Any]:
    shown = [(key, label) for key, (label, _) in _SHOWN.items()]
    kinds = [("", "Alle soorten"), *((kind.value, label) for kind, label in KINDS.items())]
    return {
        "search": asked.words,
        "filters": [
            _filter("stand", "Stand", shown, asked.shown),
            _filter("soort", "Soort", kinds, asked.kind),
        ],
        "prev_url": asked.address(page, voor=found.previous) if found.previous else None,
        "next_url": asked.address(page, na=found.next) if found.next else None,
        "all_url": f"{page}?stand={_ALL}",
    }


def _filter(name: str, label: str, options: list[tuple[str, str]], chosen: str) -> dict[str, Any]:
    choices = [{"value": value, "label": text, "selected": value == chosen} for value, text in options]
    return {"name": name, "label": label, "options": choices}


def _row(request: HttpRequest, row: RawMail, zaken: Mapping[int, str]) -> dict[str, object]:
    label, colour = STATES[MailState(row.state)]
    zaak = zaken.get(row.submission_id or 0)
    return {
        "at": short_moment(row.received_at),
        "sender": row.sender or "onbekend",
        "subject": row.subject_line or "zonder onderwerp",
        "url": at_desk(request, f"mail/{row.pk}"),
        "kind": KINDS.get(row.kind, ""),
        "why": (row.reasons or [WAITS])[-1],
        "state": label,
        "colour": colour,
        "zaak": zaak,
        "zaak_url": at_desk(request, f"zaak/{zaak}") if zaak else None,
    }


def _place(asked: Mapping[str, str], name: str) -> Place | None:
    found = places.read_place(asked.get(name, ""), places.Sort.NEWEST)
    return (found.key, found.row_id) if found else None
