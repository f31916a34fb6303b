"""All municipalities in a table, by name and never by score; filtered by what they have in common."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from openloket.monitor import figures
from openloket.monitor.country import slug_of
from openloket.monitor.models import Municipality
from openloket.monitor.scoring.counting import Count
from openloket.monitor.scoring.sizes import SIZES, size_of
from openloket.web.monitor.charts import bar
from openloket.web.monitor.choice import Choice, select, with_choice
from openloket.web.monitor.shown import grounds
from openloket.web.monitor.words import number, percent
from openloket.web.pages import page

PROVINCES = (
    "Drenthe", "Flevoland", "Fryslân", "Gelderland", "Groningen", "Limburg", "Noord-Brabant",
    "Noord-Holland", "Overijssel", "Utrecht", "Zeeland", "Zuid-Holland",
)  # fmt: skip
_BY_SLUG = {slug_of(one): one for one in PROVINCES}
_ALSO = {"den-haag": "s-gravenhage", "den-bosch": "s-hertogenbosch"}
"""What everybody calls it, beside the name in the list."""
_BY_SIZE = {one.key: one for one in SIZES}


@with_choice
def towns(request: HttpRequest, choice: Choice) -> HttpResponse:
    """The municipalities that somebody asks for, together and each."""
    found = asked_for(choice, request.GET.dict())
    counts = figures.counts(choice.scoring, "municipality", choice.basis, choice.audience)
    here = [(town, counts.get(town.code, Count())) for town in found]
    whole = figures.together(count for _, count in here)
    context = {
        **choice.as_context(),
        "filters": _filters(request.GET),
        "about": _about(choice, request.GET),
        "rows": [row(town, count) for town, count in here],
        "query": _query(choice),
        "together": bar(f"Deze {number(len(here))} gemeenten samen", whole),
        "grounds": grounds(choice, whole),
        "data_url": choice.file("gemeenten.csv"),
    }
    return page(request, "monitor/towns.html", "Gemeenten", context, keep=True)


def asked_for(choice: Choice, asked: Mapping[str, str]) -> list[Municipality]:
    """The municipalities of the round that an address asks for. Raises Http404 for an unknown filter."""
    found = figures.there(choice.round.begins_on)
    province, size = asked.get("provincie", ""), asked.get("grootte", "")
    if (province and province not in _BY_SLUG) or (size and size not in _BY_SIZE):
        raise Http404
    if province:
        found = [one for one in found if one.province == _BY_SLUG[province]]
    if size:
        found = [one for one in found if one.inhabitants is not None and size_of(one.inhabitants).key == size]
    found = _named(found, asked.get("naam", ""))
    found = _next_to(found, asked.get("buren", ""))
    return _through(choice, found, asked.get("leverancier", ""))


def _named(found: list[Municipality], told: str) -> list[Municipality]:
    wanted = slug_of(told)
    wanted = _ALSO.get(wanted, wanted)
    return [one for one in found if wanted in one.slug] if wanted else found


def _next_to(found: list[Municipality], slug: str) -> list[Municipality]:
    if not slug:
        return found
    town = Municipality.objects.filter(slug=slug[:80]).first()
    if town is None:
        raise Http404
    return [one for one in found if one.code in town.neighbours]


def _through(choice: Choice, found: list[Municipality], supplier: str) -> list[Municipality]:
    if not supplier:
        return found
    theirs = set(figures.towns_of_supplier(choice.round, supplier[:60], choice.basis))
    return [one for one in found if one.code in theirs]


def row(town: Municipality, count: Count) -> dict[str, Any]:
    """A line of the table; short, as there are 342."""
    unknown = count.askable - count.settled
    known = f"{count.digital} van {count.settled}" + (f", {unknown} onbekend" if unknown else "")
    return {
        "slug": town.slug,
        "name": town.name,
        "told": known if count.settled else "niets bekend",
        "share": percent(count.share(count.digital), 0),
    }


def _query(choice: Choice) -> str:
    address = choice.url()
    return address[address.index("?") :] if "?" in address else ""


def _filters(asked: Mapping[str, str]) -> dict[str, Any]:
    """The fields of the form above the table."""
    provinces = {"": "alle provincies", **_BY_SLUG}
    sizes = {"": "alle", **{one.key: one.name for one in SIZES}}
    return {
        "name": asked.get("naam", ""),
        "neighbours": asked.get("buren", ""),
        "supplier": asked.get("leverancier", ""),
        "selects": [
            select("provincie", "Provincie", provinces, asked.get("provincie", "")),
            select("grootte", "Grootte", sizes, asked.get("grootte", "")),
        ],
    }


def _about(choice: Choice, asked: Mapping[str, str]) -> Sequence[str]:
    """What the table is limited to by a link, which no field shows."""
    told = []
    if asked.get("buren"):
        told.append(f"Alleen de buren van {asked['buren']}.")
    if asked.get("leverancier"):
        told.append(f"Alleen gemeenten met een formulier van {asked['leverancier']}.")
    return told
