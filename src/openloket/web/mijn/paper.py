"""Sending in a mandate on paper, or the decision of a judge, for an employee to look at."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from openloket.flows.mandates.mandating import UnableToMandate
from openloket.flows.mandates.register_mandate import DOCUMENT, ON_PAPER, Shown, send_in_mandate
from openloket.flows.receiving.keeping_files import Upload
from openloket.law.kalender import dag_in_amsterdam
from openloket.people.mandates import Basis
from openloket.web.mijn.frame import at_mine, for_oneself, me, mine, see_other
from openloket.web.mijn.mandate_form import read_terms, terms_fields, text_field
from openloket.web.portal.guards import moment

_WHAT = {
    Basis.WRITTEN: "Ik heb een machtiging met een handtekening",
    Basis.PARENT: "Ik ben ouder of voogd",
    Basis.CURATOR: "Ik ben curator",
    Basis.ADMINISTRATOR: "Ik ben bewindvoerder",
    Basis.MENTOR: "Ik ben mentor",
    Basis.PROFESSIONAL: "Ik ben advocaat of beroepsmatig hulpverlener",
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_oneself
def send_in(request: HttpRequest, organisation: str) -> HttpResponse:
    """The questions, or what was sent in."""
    if request.method != "POST":
        return _page(request, {})
    now = moment()
    typed = read_terms(request.POST, dag_in_amsterdam(now))
    problems = dict(typed.problems)
    if not problems:
        shown = Shown(request.POST.get("grond", ""), typed.terms, uploaded(request))
        try:
            send_in_mandate(me(request).person_id, request.POST.get("naam", ""), shown, now)
            return see_other(at_mine(request, "machtigingen", gedaan="ingestuurd"))
        except UnableToMandate as refusal:
            problems = {refusal.field: str(refusal)}
    return _page(request, problems)


def uploaded(request: HttpRequest) -> Upload | None:
    """The file that was chosen, if one was."""
    file = request.FILES.get(DOCUMENT)
    if file is None or file.file is None:
        return None
    return Upload(DOCUMENT, file.name or "", file.size or 0, file.file)


def basis_field(
    request: HttpRequest, problems: Mapping[str, str], words: Mapping[str, str]
) -> dict[str, Any]:
    """Why somebody may act."""
    return {
        "key": "grond",
        "type": "choice",
        "label": "Waarom mag er worden gehandeld voor deze persoon?",
        "required": True,
        "options": [{"value": basis.value, "label": words[basis]} for basis in ON_PAPER],
        "value": request.POST.get("grond", ""),
        "error": problems.get("grond"),
    }


def file_field(problems: Mapping[str, str], required: bool, hint: str) -> dict[str, Any]:
    """The paper; a browser never fills in a file again, so the page says that it must be chosen anew."""
    return {
        "key": DOCUMENT,
        "type": "file",
        "label": "Foto of scan van het papier",
        "hint": "Kies het bestand opnieuw." if problems else hint,
        "required": required,
        "max_files": 1,
        "error": problems.get(DOCUMENT),
    }


def _page(request: HttpRequest, problems: Mapping[str, str]) -> HttpResponse:
    today = dag_in_amsterdam(moment())
    hint = "De machtiging met handtekening, of het besluit van de rechter."
    context = {
        "ask": {
            "title": "Een papieren machtiging insturen",
            "intro": "Mag u voor iemand handelen, en staat dat op papier? Stuur een foto of scan. "
            "Een medewerker bekijkt het. De persoon voor wie u handelt, krijgt er een brief over.",
            "button": "Insturen",
        },
        "files": True,
        "fields": [
            text_field(request, "naam", "Voor wie handelt u?", problems, "Voornaam en achternaam."),
            basis_field(request, problems, _WHAT),
            file_field(problems, True, hint),
            *terms_fields(request.POST, problems, today, "u", own=False),
        ],
        "refusal": problems.get("", ""),
        "errors": [{"href": f"#{key}", "message": text} for key, text in problems.items() if key],
        "back_url": at_mine(request, "machtigingen"),
        "back_label": "Machtigingen",
    }
    return mine(request, "ask", "Een papieren machtiging insturen", context, 422 if problems else 200)
