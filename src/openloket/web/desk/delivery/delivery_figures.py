"""How messages were delivered: by kind, and by who carried them, over a week, a month or a quarter."""

from collections.abc import Callable, Mapping, Sequence
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
    heads = _heads(kinds)
    context = {
        "period": _PERIODS[days],
        "periods": [
            {"label": label, "url": at_desk(request, _HERE, periode=key), "current": key == days}
            for key, label in _PERIODS.items()
        ],
        "tables": [
            _table("Per soort bericht", "Soort", heads, [(kind_of(one.name).title, one) for one in kinds]),
            _table("Per manier van versturen", "Manier", heads, [(_way(one), one) for one in carriers]),
        ],
        "meanings": [(head, _COLUMNS[head][1]) for head in heads],
        "back_url": at_desk(request, "niet-bezorgd"),
    }
    return desk_page(request, "desk/delivery_figures.html", "Cijfers over bezorgen", context)


def _table(
    title: str, first: str, heads: Sequence[str], named: Sequence[tuple[str, Figures]]
) -> dict[str, object]:
    rows = [{"name": name, "counts": [_COLUMNS[head][0](found) for head in heads]} for name, found in named]
    return {"title": title, "first": first, "heads": heads, "rows": rows}


def _heads(found: Sequence[Figures]) -> list[str]:
    """The columns in which something stands; what left and what failed always."""
    return [head for head, (count, _) in _COLUMNS.items() if head in _ALWAYS or any(map(count, found))]


def _lost(found: Figures) -> str:
    """With its share of what left or was refused."""
    tried = found.left + found.refused
    share = f" ({found.lost * 100 / tried:.1f}%)".replace(".", ",") if tried and found.lost else ""
    return f"{found.lost}{share}"


_COLUMNS: Mapping[str, tuple[Callable[[Figures], int | str], str]] = {
    "Verstuurd": (
        lambda one: one.left,
        "een mailserver nam het aan, NotifyNL nam de sms aan, of de brief ging op de post. Elke keer telt.",
    ),
    "Vertraagd": (lambda one: one.delayed, "het lukte niet meteen."),
    "Bezorgd": (
        lambda one: one.arrived,
        "iemand liet ons weten dat het aankwam. Van de meeste e-mails zegt niemand dat.",
    ),
    "Geopend": (lambda one: one.opened, "de lezer opende het bericht na onze sms. Dan gaat er geen brief."),
    "Even terug": (
        lambda one: one.soft,
        "het kwam terug om iets dat overgaat, zoals een volle mailbox of een telefoon die uit staat.",
    ),
    "Terug": (lambda one: one.hard, "het kwam voorgoed terug, of de brief kwam terug."),
    "Geweigerd": (lambda one: one.refused, "een mailserver nam het nooit aan."),
    "Opnieuw": (lambda one: one.again, "het ging nog eens, naar een ander adres of per brief."),
    "Verteld": (lambda one: one.told, "een medewerker zei het zelf."),
    "Mislukt": (_lost, "even terug, terug en geweigerd samen."),
}
"""Of each column what is counted and what it means."""

_ALWAYS = ("Verstuurd", "Mislukt")


def _way(found: Figures) -> str:
    name = Way(found.name).label if found.name in Way.values else found.name
    return f"{name}, {found.carrier}" if found.carrier else str(name)
