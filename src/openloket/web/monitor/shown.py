"""Figures of the monitor as pages show them: with count, margin, age, evidence and definition."""

from django.utils import timezone

from openloket.law.kalender import dag_in_amsterdam
from openloket.monitor import figures
from openloket.monitor.report import Figure
from openloket.monitor.scoring.channels import LABELS, UNSETTLED, Channel
from openloket.monitor.scoring.counting import Count
from openloket.monitor.scoring.ladder import LADDER, Step
from openloket.web.monitor.charts import Line, Moment, line, margin
from openloket.web.monitor.choice import Choice
from openloket.web.monitor.words import age, day_of, decimal, number, part_of, percent, seen_between

_SAFE = ("https://", "http://", "mailto:", "tel:")


def figure(choice: Choice, one: Figure, url: str = "") -> dict[str, str]:
    """A figure with where it is explained, and where its evidence is."""
    certain = one.low is None or one.high is None or one.high - one.low < 0.0005
    return {
        "key": one.key,
        "name": _name(one),
        "share": percent(one.share),
        "told": part_of(one.part, one.whole, one.unit),
        "margin": "" if certain else f"{percent(one.low)} tot {percent(one.high)}",
        "explained": choice.url("uitleg") + f"#{one.defined}",
        "evidence": url,
    }


def _name(one: Figure) -> str:
    """Its name standing alone: the list of a command shortens what follows on the line above."""
    whole = one.name.replace("… ", "ontvangst bevestigd, ", 1)
    return whole[:1].upper() + whole[1:]


def grounds(choice: Choice, count: Count) -> dict[str, str]:
    """What figures rest on: how much is known, how old it is, and when it was computed."""
    today = dag_in_amsterdam(timezone.now())
    return {
        "coverage": percent(count.coverage),
        "told": part_of(count.settled, count.askable, "uitkomsten bekend"),
        "unknown": number(sum(count.channels[one] for one in UNSETTLED)),
        "neutral": number(count.neutral),
        "margin": margin(count),
        "between": seen_between(count),
        "age": age(count, today),
        "computed": day_of(choice.scoring.at),
        "definitions": choice.scoring.definitions,
        "maturity": decimal(count.maturity),
        "explained": choice.url("uitleg"),
    }


def trend(choice: Choice, what: str, kind: str, subject: str = "", path: str = "") -> Line | None:
    """How much was digital in each published round; None where there is only one."""
    points = figures.trend(kind, subject, choice.basis, choice.audience, choice.rounds)
    return line(what, [_moment(choice, one, path) for one in points])


def _moment(choice: Choice, one: figures.Point, path: str) -> Moment:
    count = one.count
    return Moment(
        one.round.name,
        count.share(count.digital),
        part_of(count.digital, count.settled, "digitaal"),
        choice.url(path, ronde=one.round.key),
        f"Toen nog apart: {', '.join(one.joined)}. Samen geteld." if one.joined else "",
    )


def way(channel: str) -> str:
    """The way to ask for a product, in words."""
    return LABELS[Channel(channel)]


def step(number: int | None) -> str:
    """The step of the ladder, in words."""
    return LADDER[Step(number)].name if number else ""


def linkable(address: str) -> str:
    """An address that may become a link on a page; empty for any other."""
    return address if address.lower().startswith(_SAFE) else ""
