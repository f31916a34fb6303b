"""What a visitor chose to see: the round, who says so, and for whom; all of it stands in the address."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openloket.monitor import figures
from openloket.monitor.models import Round, Scoring
from openloket.monitor.scoring.channels import AUDIENCE_LABELS, BASIS_LABELS, Audience, Basis
from openloket.web.pages import notice

ROOT = "/monitor/"
MADE_UP = "Verzonnen voorbeeld"
_MOST_ROUNDS = 40
Parameters = ParamSpec("Parameters")


@dataclass(frozen=True, slots=True)
class Choice:
    """A published round with its last computation; `audience` None for all."""

    round: Round
    scoring: Scoring
    basis: Basis
    audience: Audience | None
    rounds: Sequence[Round]
    bases: Sequence[Basis]

    def url(self, path: str = "", **others: str) -> str:
        """The address of a page of the monitor with the same choice."""
        asked = {**self.query, **{key: value for key, value in others.items() if value}}
        return f"{ROOT}{path}{'?' if asked else ''}{urlencode(asked)}"

    def download(self, name: str) -> str:
        """The name under which a file of this round is kept; who finds it later must see what it is."""
        made_up = "verzonnen-voorbeeld-" if self.round.made_up else ""
        return f"{made_up}monitor-{self.round.key}{name}"

    def titled(self, title: str) -> str:
        """The title of a file of this round."""
        return f"{MADE_UP}: {title}" if self.round.made_up else title

    def file(self, name: str) -> str:
        """The address of open data with the same choice; the round is part of the path, so that it stays."""
        asked = {key: value for key, value in self.query.items() if key != "ronde"}
        return f"{ROOT}data/{self.round.key}/{name}{'?' if asked else ''}{urlencode(asked)}"

    @property
    def query(self) -> dict[str, str]:
        """What stands in addresses: only what is not chosen by itself, so that usual addresses are short."""
        asked = {}
        if self.round != self.rounds[0]:
            asked["ronde"] = self.round.key
        if self.bases and self.basis is not self.bases[0]:
            asked["bron"] = self.basis.value
        if self.audience:
            asked["doelgroep"] = self.audience.value
        return asked

    @property
    def words(self) -> str:
        """The choice in a sentence."""
        whom = f" Alleen producten voor {AUDIENCE_LABELS[self.audience]}." if self.audience else ""
        return f"{self.round.name}, {BASIS_LABELS[self.basis]}.{whom}"

    def as_context(self) -> dict[str, Any]:
        """What the frame of every page shows: the filters, the menu and where the figures come from."""
        return {
            "choice": self,
            "made_up": self.round.made_up,
            "selects": [self._rounds(), self._bases(), self._audiences()],
            "menu": [{"label": label, "url": self.url(path)} for path, label in MENU],
        }

    def _rounds(self) -> dict[str, Any]:
        return select("ronde", "Ronde", {one.key: one.name for one in self.rounds}, self.round.key)

    def _bases(self) -> dict[str, Any]:
        known = {one.value: BASIS_LABELS[one] for one in self.bases}
        return select("bron", "Wie zegt het?", known, self.basis.value)

    def _audiences(self) -> dict[str, Any]:
        known = {"": "inwoners en ondernemers", **{one.value: AUDIENCE_LABELS[one] for one in Audience}}
        return select("doelgroep", "Voor wie?", known, self.audience.value if self.audience else "")


MENU = (
    ("", "Nederland"),
    ("kaart", "Kaart"),
    ("gemeenten", "Gemeenten"),
    ("producten", "Producten"),
    ("leveranciers", "Leveranciers"),
    ("doelgroepen", "Inwoners en ondernemers"),
    ("verschil", "Gezegd en gemeten"),
    ("uitleg", "Uitleg"),
    ("open-data", "Open data"),
)


def select(key: str, label: str, known: Mapping[str, str], value: str) -> dict[str, Any]:
    """A list to choose from, as templates draw it."""
    options = [{"value": one, "label": text, "chosen": one == value} for one, text in known.items()]
    return {"key": key, "label": label, "options": options}


def choice_of(asked: Mapping[str, str]) -> Choice | None:
    """The choice in an address; None while nothing is published. Raises Http404 for what is not there."""
    rounds = list(figures.published().select_related("product_set")[:_MOST_ROUNDS])
    if not rounds:
        return None
    key = asked.get("ronde", "")
    round = next((one for one in rounds if one.key == key or not key), None)
    scoring = figures.scoring_of(round) if round else None
    if round is None or scoring is None:
        raise Http404
    bases = figures.bases(scoring)
    first = bases[0] if bases else Basis.MEASURED
    basis = _named(Basis, asked.get("bron", "")) or first
    return Choice(round, scoring, basis, _named(Audience, asked.get("doelgroep", "")), rounds, bases)


def _named(kind: type[Any], told: str) -> Any:
    if not told:
        return None
    try:
        return kind(told)
    except ValueError:
        raise Http404 from None


def with_choice(
    view: Callable[Concatenate[HttpRequest, Choice, Parameters], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Give a view the choice in its address; without any published round it says so."""

    @require_safe
    @wraps(view)
    def chosen(request: HttpRequest, *named: Parameters.args, **values: Parameters.kwargs) -> HttpResponse:
        choice = choice_of(request.GET.dict())
        if choice is None:
            text = "De eerste meting is nog niet gepubliceerd. Kom later terug."
            return notice(request, "Landelijke monitor", text)
        return view(request, choice, *named, **values)

    return chosen
