"""How messages were delivered: by kind, and by who carried them, over a week, a month or a quarter."""

from collections.abc import Sequence
from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from openloket.oversight.deliveries import Figures, count_deliveries
from openloket.post.kinds import kind_of
from openloket.post.models import Way
from openloket.tenancy.rights import Right, may
from openloket.web.desk.frame import at_desk, desk_page, employee_of, for_employees

_PERIODS = {"7": "de laatste 7 dagen", "30": "de laatste 30 dagen", "90": "de laatste 90 dagen"}
_USUAL = "30"
_HERE = "niet-bezorgd/cijfers"


@require_safe
@for_employees
def figures(request: HttpRequest, **place: str) -> HttpResponse:
    """Totals only: nobody's message can be read from it."""
    if not may(employee_of(request), Right.SEE_POST):
        raise Http404
    chosen = request.GET.get("periode", "")
    days = chosen if chosen in _PERIODS else _USUAL
    now = timezone.now()
    kinds, carriers = count_deliveries(now - timedelta(days=int(days)), now)
    context = {
        "period": _PERIODS[days],
        "periods": [
            {"label": label, "url": at_desk(request, _HERE, periode=key), "current": key == days}
            for key, label in _PERIODS.items()
        ],
        "tables": [
            _table("Per soort bericht", "Bericht", [(kind_of(one.name).title, one) for one in kinds]),
            _table("Per manier van versturen", "Manier", [(_way(one), one) for one in carriers]),
        ],
        "back_url": at_desk(request, "niet-bezorgd"),
    }
    return desk_page(request, "desk/delivery_figures.html", "Cijfers over bezorgen", context)


def _table(title: str, first: str, named: Sequence[tuple[str, Figures]]) -> dict[str, object]:
    return {"title": title, "first": first, "rows": [_row(name, found) for name, found in named]}


def _row(name: str, found: Figures) -> dict[str, str | int]:
    """One line; `lost` with its share of what left or was refused."""
    tried = found.left + found.refused
    share = f" ({found.lost * 100 / tried:.1f}%)".replace(".", ",") if tried and found.lost else ""
    return {
        "name": name,
        "left": found.left,
        "delayed": found.delayed,
        "arrived": found.arrived,
        "soft": found.soft,
        "hard": found.hard,
        "refused": found.refused,
        "again": found.again,
        "told": found.told,
        "lost": f"{found.lost}{share}",
    }


def _way(found: Figures) -> str:
    name = Way(found.name).label if found.name in Way.values else found.name
    return f"{name}, {found.carrier}" if found.carrier else str(name)
