"""The tables of the open data: columns with what they mean, and the rows of a round."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from openloket.monitor import figures
from openloket.monitor.models import Municipality, Observation
from openloket.monitor.scoring.channels import Channel
from openloket.monitor.scoring.counting import Count
from openloket.web.monitor.choice import Choice

Value = str | int | float | None
Row = tuple[Value, ...]
_CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its title, its columns (name, JSON type, meaning) and how its rows are read."""

    title: str
    columns: tuple[tuple[str, str, str], ...]
    rows: Callable[[Choice], Iterator[Row]]


_COUNTED = (
    ("te_kennen", "integer", "alles wat de ronde verwacht, min wat niet wordt aangeboden"),
    ("bekend", "integer", "waarvan een weg bekend is; hierdoor delen de aandelen"),
    ("digitaal", "integer", "met een digitale weg"),
    *((one.value, "integer", f"aantal met als weg: {one.value}") for one in Channel),
    ("aandeel_digitaal", "number", "digitaal gedeeld door bekend, 0 tot 1"),
    ("laag", "number", "ondergrens van het 95%-interval"),
    ("hoog", "number", "bovengrens van het 95%-interval"),
    ("dekking", "number", "bekend gedeeld door te kennen, 0 tot 1"),
    ("gemiddelde_trede", "number", "gemiddelde trede van de ladder, 1 tot 7"),
    ("oudste_bewijs", "string", "dag van het oudste bewijs"),
    ("nieuwste_bewijs", "string", "dag van het nieuwste bewijs"),
)


def counted(count: Count) -> Row:
    """A count as the columns that every table of counts ends with."""
    margin = count.margin(count.digital)
    return (
        count.askable,
        count.settled,
        count.digital,
        *(count.channels[one] for one in Channel),
        _round(count.share(count.digital)),
        _round(margin.low if margin else None),
        _round(margin.high if margin else None),
        _round(count.coverage),
        _round(count.maturity),
        count.oldest.isoformat() if count.oldest else None,
        count.newest.isoformat() if count.newest else None,
    )


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def _counts(choice: Choice, kind: str) -> dict[str, Count]:
    return figures.counts(choice.scoring, kind, choice.basis, choice.audience)


def _towns(choice: Choice) -> Iterator[Row]:
    counts = _counts(choice, "municipality")
    for one in figures.there(choice.round.begins_on):
        yield one.code, one.name, one.province, one.inhabitants, *counted(counts.get(one.code, Count()))


def _products(choice: Choice) -> Iterator[Row]:
    counts = _counts(choice, "product")
    terms = {str(one.product_id): one.product for one in figures.ordered_products(choice.round)}
    for pk, one in terms.items():
        yield one.term, one.name, *counted(counts.get(pk, Count()))


def _suppliers(choice: Choice) -> Iterator[Row]:
    for name, count in _counts(choice, "supplier").items():
        yield name, count.municipalities, *counted(count)


def _provinces(choice: Choice) -> Iterator[Row]:
    for name, count in _counts(choice, "province").items():
        yield name, count.municipalities, count.complete, *counted(count)


def _trend(choice: Choice) -> Iterator[Row]:
    for one in figures.trend("nation", "", choice.basis, choice.audience, choice.rounds):
        yield one.round.key, one.count.municipalities, one.count.complete, *counted(one.count)


def _observations(choice: Choice) -> Iterator[Row]:
    """All that counts in the round, read in chunks: however many there are, few are in memory."""
    rows = figures.all_observations(choice.round, choice.basis)
    if choice.audience:
        rows = rows.filter(audience=choice.audience.value)
    last = 0
    while some := list(rows.filter(pk__gt=last)[:_CHUNK]):
        for one in some:
            yield _observation(one)
        last = some[-1].pk


def _observation(one: Observation) -> Row:
    return (
        one.pk, one.municipality_id, one.municipality.name, one.product.term, one.audience, one.basis,
        one.channel, one.step, one.address, one.seen_at.isoformat(), one.page_hash, one.excerpt, one.seen_by,
        float(one.confidence), one.reason, one.supplier, one.replaces_id, one.correction,
    )  # fmt: skip


def _country(choice: Choice) -> Iterator[Row]:
    for one in Municipality.objects.order_by("code"):
        yield (
            one.code, one.name, one.province, one.inhabitants,
            one.began_on.isoformat() if one.began_on else None,
            one.ended_on.isoformat() if one.ended_on else None,
            one.successor_id,
        )  # fmt: skip


_TOWN = (("gemeentecode", "string", "code van het CBS"), ("gemeente", "string", "naam"))
_INHABITANTS = (
    ("provincie", "string", "provincie"),
    ("inwoners", "integer", "inwoners op 1 januari 2026"),
)
_SEEN = (
    ("nummer", "integer", "nummer van de waarneming; ook in het adres van het bewijs"),
    *_TOWN,
    ("product", "string", "term in de UPL"),
    ("doelgroep", "string", "inwoner of ondernemer"),
    ("bron", "string", "measured, declared of reported"),
    ("weg", "string", "de verste weg"),
    ("trede", "integer", "trede van de ladder"),
    ("adres", "string", "de pagina waarnaar is gekeken"),
    ("gezien_op", "string", "wanneer het zo was"),
    ("sha256", "string", "SHA-256 van de pagina"),
    ("woorden", "string", "de woorden waarop het rust"),
    ("door", "string", "wie of wat keek"),
    ("zekerheid", "number", "0 tot 1"),
    ("reden", "string", "waarom het zo is beoordeeld"),
    ("leverancier", "string", "wie het formulier levert, als dat te zien was"),
    ("vervangt", "integer", "nummer van de waarneming die dit verbetert"),
    ("verbetering", "string", "waarom de eerdere niet klopte"),
)

TABLES: Mapping[str, Table] = {
    "gemeenten": Table("Cijfers per gemeente", (*_TOWN, *_INHABITANTS, *_COUNTED), _towns),
    "producten": Table(
        "Cijfers per product",
        (("product", "string", "term in de UPL"), ("naam", "string", "naam"), *_COUNTED),
        _products,
    ),
    "leveranciers": Table(
        "Cijfers per leverancier",
        (("leverancier", "string", "naam"), ("gemeenten", "integer", "waar hij is gezien"), *_COUNTED),
        _suppliers,
    ),
    "provincies": Table(
        "Cijfers per provincie",
        (
            ("provincie", "string", "naam"),
            ("gemeenten", "integer", "hoeveel gemeenten"),
            ("compleet", "integer", "gemeenten met een digitale weg voor alles"),
            *_COUNTED,
        ),
        _provinces,
    ),
    "verloop": Table(
        "Cijfers van Nederland per ronde",
        (
            ("ronde", "string", "sleutel van de ronde"),
            ("gemeenten", "integer", "hoeveel gemeenten"),
            ("compleet", "integer", "gemeenten met een digitale weg voor alles"),
            *_COUNTED,
        ),
        _trend,
    ),
    "waarnemingen": Table("Alle waarnemingen, met bewijs", _SEEN, _observations),
    "gemeentelijst": Table(
        "Gemeenten en herindelingen",
        (
            *_TOWN,
            *_INHABITANTS,
            ("begin", "string", "eerste dag"),
            ("einde", "string", "eerste dag dat de gemeente er niet meer was"),
            ("opvolger", "string", "code van de gemeente waarin zij opging"),
        ),
        _country,
    ),
}
