"""How people reach the organisation without a form: what every page, letter and e-mail says of it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openloket.flows.offering.keep_contact import (
    LONGEST,
    Contact,
    UnableToKeepContact,
    contact_of,
    keep_contact,
)
from openloket.offer.models import Channel
from openloket.tenancy.models import Organisation
from openloket.web.desk.designating.designer import designer_of
from openloket.web.desk.frame import at_desk, desk_page, for_employees, see_other
from openloket.web.place import place_of

_MOST_TYPED = 2000
_KEYS = {
    "phone": "telefoon",
    "email": "email",
    "website": "website",
    "address_lines": "adres",
    "opening_hours_lines": "open",
    "help_text": "hulp",
}
_QUESTIONS = (
    ("phone", "phone", "Telefoonnummer", "Bijvoorbeeld: 14 0123. Leeg: dan vragen wij niemand om te bellen."),
    (
        "email",
        "email",
        "E-mailadres",
        "Vanaf dit adres mailen wij, en hier komen antwoorden binnen. Laat het loket deze postbus lezen.",
    ),
    ("website", "text", "Website van de gemeente", "Bijvoorbeeld: https://www.gemeente.nl."),
    (
        "address_lines",
        "longtext",
        "Adres",
        "Zoals op een envelop: elke regel apart. Hier kan iemand langskomen, of een brief heen sturen.",
    ),
    (
        "opening_hours_lines",
        "longtext",
        "Openingstijden",
        "Elke regel apart. Zeg ook waarvoor iemand een afspraak nodig heeft.",
    ),
    (
        "help_text",
        "longtext",
        "Wie helpt wie er niet uitkomt?",
        "Dit staat op elke pagina waar iemand iets regelt.",
    ),
)


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def contact(request: HttpRequest, **place: str) -> HttpResponse:
    """The page, and keeping what was filled in."""
    employee = designer_of(request)
    row = Organisation.objects.get(pk=place_of(request).organisation.pk)
    if request.method != "POST":
        return _page(request, _values(contact_of(row)), contact_of(row).fingerprint)
    typed = {key: request.POST.get(key, "")[:_MOST_TYPED].replace("\0", "") for key in _KEYS.values()}
    seen = request.POST.get("stand", "")
    try:
        keep_contact(employee, _read(typed), seen, timezone.now())
    except UnableToKeepContact as refusal:
        return _page(request, typed, seen, refusal)
    return see_other(at_desk(request, "contact", gedaan="ja"))


def _values(kept: Contact) -> dict[str, str]:
    told = {name: getattr(kept, name) for name in _KEYS}
    return {
        _KEYS[name]: value if isinstance(value, str) else "\n".join(value) for name, value in told.items()
    }


def _read(typed: Mapping[str, str]) -> Contact:
    return Contact(
        phone=typed["telefoon"].strip(),
        email=typed["email"].strip(),
        website=typed["website"].strip(),
        address_lines=_lines(typed["adres"]),
        opening_hours_lines=_lines(typed["open"]),
        help_text=" ".join(typed["hulp"].split()),
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())


def _page(
    request: HttpRequest, values: Mapping[str, str], seen: str, refusal: UnableToKeepContact | None = None
) -> HttpResponse:
    wrong = {_KEYS[name]: text for name, text in refusal.problems.items()} if refusal else {}
    context: dict[str, Any] = {
        "fields": [_field(*one, values, wrong) for one in _QUESTIONS],
        "errors": [{"href": f"#{key}", "message": text} for key, text in wrong.items()],
        "refusal": str(refusal) if refusal and not wrong else "",
        "seen": seen,
        "notice": "Bewaard. Het staat binnen enkele seconden op alle pagina's."
        if request.GET.get("gedaan")
        else "",
        "phones_url": at_desk(request, "kanalen", kanaal=Channel.Kind.PHONE.value),
        "reach_url": place_of(request).url("hoe-bereikt-u-ons"),
    }
    status = 200 if refusal is None else 422 if wrong else 409
    return desk_page(request, "desk/contact.html", "Contactgegevens", context, status)


def _field(
    name: str, kind: str, label: str, hint: str, values: Mapping[str, str], wrong: Mapping[str, str]
) -> dict[str, Any]:
    key = _KEYS[name]
    return {
        "key": key, "type": kind, "label": label, "hint": hint, "required": name == "help_text",
        "value": values[key], "error": wrong.get(key), "max_length": LONGEST.get(name),
    }  # fmt: skip
