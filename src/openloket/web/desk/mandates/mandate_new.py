"""Writing down a mandate that somebody showed at the desk, by phone or by letter."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openloket.flows.mandates.mandating import Contact, UnableToMandate
from openloket.flows.mandates.register_mandate import Shown, register_mandate
from openloket.law.kalender import dag_in_amsterdam
from openloket.people.mandates import Basis
from openloket.tenancy.rights import Right, may
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other
from openloket.web.mijn.mandate_form import read_terms, terms_fields, text_field
from openloket.web.mijn.paper import basis_field, file_field, uploaded
from openloket.web.place import place_of

_WORDS: Mapping[str, str] = {
    Basis.WRITTEN: "Schriftelijke machtiging met handtekening",
    Basis.PARENT: "Ouder of voogd",
    Basis.CURATOR: "Curator (Centraal Curatele- en bewindregister)",
    Basis.ADMINISTRATOR: "Bewindvoerder (Centraal Curatele- en bewindregister)",
    Basis.MENTOR: "Mentor (beschikking van de rechter)",
    Basis.PROFESSIONAL: "Advocaat of beroepsmatig hulpverlener",
}
_NOTE_HINT = "Bijvoorbeeld: legitimatie gezien, register bekeken op 3 mei. Beide personen lezen dit."


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def new(request: HttpRequest, **place: str) -> HttpResponse:
    """The questions, or what they make: a mandate that holds once the holder logs in with the code."""
    employee, now = employee_of(request), timezone.now()
    if not may(employee, Right.HANDLE):
        raise Http404
    if request.method != "POST":
        return _page(request, {})
    typed = read_terms(request.POST, dag_in_amsterdam(now))
    problems = dict(typed.problems)
    if not problems:
        posted = request.POST
        shown = Shown(posted.get("grond", ""), typed.terms, uploaded(request), posted.get("reden", ""))
        holder = Contact(posted.get("naam", ""), posted.get("email", ""))
        try:
            organisation = place_of(request).organisation
            register_mandate(organisation, employee, posted.get("voor", ""), holder, shown, now)
            return see_other(at_desk(request, "machtigingen", gedaan="vastgelegd"))
        except UnableToMandate as refusal:
            problems = {refusal.field: str(refusal)}
    return _page(request, problems)


def _page(request: HttpRequest, problems: Mapping[str, str]) -> HttpResponse:
    today = dag_in_amsterdam(timezone.now())
    email = text_field(request, "email", "E-mailadres van de gemachtigde", problems, kind="email")
    note = text_field(request, "reden", "Wat hebt u gezien?", problems, _NOTE_HINT, "longtext")
    context = {
        "fields": [
            text_field(request, "voor", "Wie wordt vertegenwoordigd?", problems, "Voornaam en achternaam."),
            text_field(request, "naam", "Wie is de gemachtigde?", problems, "Voornaam en achternaam."),
            {**email, "required": False, "hint": "Zonder e-mailadres gaat de code per brief."},
            basis_field(request, problems, _WORDS),
            note,
            file_field(problems, False, "Een kopie is niet nodig als u het papier of het register zag."),
            *terms_fields(request.POST, problems, today, "de gemachtigde", own=False),
        ],
        "refusal": problems.get("", ""),
        "errors": [{"href": f"#{key}", "message": text} for key, text in problems.items() if key],
        "back_url": at_desk(request, "machtigingen"),
    }
    status = 422 if problems else 200
    return desk_page(request, "desk/mandate_new.html", "Machtiging vastleggen", context, status)
