"""The products that one can't arrange digitally by a way of their own, so that somebody mends it."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.designated import NotDigital, not_digital
from openloket.offer.models import Channel
from openloket.web.desk.designating.designer import designer_of, number_asked
from openloket.web.desk.frame import at_desk, desk_page, for_employees

_PAGE = 40
_NAMES = {kind.value: kind.label for kind in Channel.Kind}


@require_safe
@for_employees
def listed(request: HttpRequest, **place: str) -> HttpResponse:
    """What a person prints and posts comes first: there the form is there already."""
    designer_of(request)
    found = sorted(not_digital(dag_in_amsterdam(timezone.now())), key=lambda one: not one.printed)
    number = number_asked(request.GET.get("pagina"))

    def page(one: int) -> str:
        return at_desk(request, "kanalen/niet-digitaal", pagina=str(one))

    context = {
        "count": len(found),
        "printed": sum(one.printed for one in found),
        "rows": [_row(request, one) for one in found[number * _PAGE : (number + 1) * _PAGE]],
        "prev_url": page(number - 1) if number else None,
        "next_url": page(number + 1) if len(found) > (number + 1) * _PAGE else None,
        "back_url": at_desk(request, "kanalen"),
    }
    return desk_page(request, "desk/channel_not_digital.html", "Wat kan niet digitaal?", context)


def _row(request: HttpRequest, one: NotDigital) -> dict[str, str]:
    ways = ", ".join(_NAMES[kind] for kind in one.ways)
    return {
        "title": one.title,
        "ways": "printen, invullen en opsturen"
        if one.printed
        else ways or "alleen het formulier voor elk bericht",
        "url": at_desk(request, f"kanalen/onderwerp/{one.slug}"),
        "add_url": at_desk(request, "kanalen/nieuw", onderwerp=one.slug),
    }
