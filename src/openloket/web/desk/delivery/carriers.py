"""Post and delivery: how each way by which messages leave does, in plain words, with a button to try it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from openloket.flows.delivery.try_carrier import UnableToTry, ask_try
from openloket.oversight.carriers import standings
from openloket.post.models import Way
from openloket.tenancy.rights import Right, may
from openloket.web.desk.delivery.carrier_words import card
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees, see_other
from openloket.web.place import place_of

HERE = "bezorging"
_DONE = {
    "proef": "Er gaat een proefbericht naar u. Ververs de pagina over een minuut: dan ziet u of het lukte.",
    "bewaard": "Bewaard. Stuur uzelf een proefbericht om te zien of het werkt.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_employees
def carriers(request: HttpRequest, **place: str) -> HttpResponse:
    """All ways; or a try, to the employee who asks."""
    employee = employee_of(request)
    if not may(employee, Right.CARRIERS):
        raise Http404
    if request.method != "POST":
        return _page(request)
    try:
        ask_try(employee, Way.EMAIL.value)
    except UnableToTry as refusal:
        return _page(request, str(refusal))
    return see_other(at_desk(request, HERE, gedaan="proef"))


def _page(request: HttpRequest, refusal: str = "") -> HttpResponse:
    employee, now = employee_of(request), timezone.now()
    context = {
        "cards": [card(one, now) for one in standings(place_of(request).organisation, now)],
        "email": employee.email,
        "here": at_desk(request, HERE),
        "server_url": at_desk(request, f"{HERE}/mailserver"),
        "ways": [
            {"label": label, "told": told, "url": at_desk(request, f"{HERE}/{way}")}
            for label, told, way in _WAYS
        ],
        "figures_url": at_desk(request, "niet-bezorgd/cijfers") if may(employee, Right.SEE_POST) else "",
        "undelivered_url": at_desk(request, "niet-bezorgd") if may(employee, Right.SEE_POST) else "",
        "notice": _DONE.get(request.GET.get("gedaan", "")),
        "refusal": refusal,
    }
    return desk_page(request, "desk/carriers.html", "Post en bezorging", context, 409 if refusal else 200)


_WAYS = (
    ("Brieven", "Zelf printen, of vanzelf naar een drukker.", "brief"),
    ("Sms", "Voor meldingen die per e-mail niet aankomen.", "sms"),
    ("E-mail via NotifyNL", "In plaats van een mailserver.", "notify"),
    ("Berichtenbox (MijnOverheid)", "Voor wie dat zelf koos, via NotifyNL.", "berichtenbox"),
)
