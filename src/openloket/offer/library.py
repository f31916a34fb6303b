"""The shared library: standard products and forms, adopted by an organisation as services of its own."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from openloket.formkit.definition import Form
from openloket.formkit.load import parse
from openloket.offer.models import Channel, FormVersion, Product, Service
from openloket.tenancy.models import Authority, Team

FOLDER = Path(__file__).resolve().parents[1] / "library"
_TEXTS = (
    "audience",
    "intro",
    "what",
    "needs",
    "costs",
    "duration",
    "after",
    "offline",
    "legal_basis",
    "search",
)
REST_CHANNEL = (
    "algemeen-bericht",
    "bezwaar",
    "klacht",
    "ingebrekestelling",
    "aanvulling",
    "intrekken",
    "vraag-over-zaak",
    "persoonsgegevens",
)
"""Products that every organisation needs: for any message, what follows upon one, and one's own data."""
# Words of the product texts for kinds of messages that the law has another word for.
_MESSAGE_TYPES = {"verzoek": "aanvraag", "aangifte": "melding"}


@dataclass(frozen=True, slots=True)
class Local:
    """What a municipality fills in of its own when it adopts a product."""

    costs: str
    team: Team | None
    popular: bool
    channels: tuple[Mapping[str, str], ...]


def everywhere(phone: str) -> Local:
    """How an organisation adopts what every one needs; `phone` empty: it can't be called."""
    text = "Bel ons. Wij vullen het samen met u in."
    by_phone = ({"kind": "telefoon", "text": text, "address": phone},) if phone else ()
    return Local(costs="niets", team=None, popular=True, channels=by_phone)


@cache
def product_keys() -> tuple[str, ...]:
    """The keys of all standard products."""
    return tuple(sorted(path.stem for path in (FOLDER / "products").glob("*.yaml")))


def read_product(key: str) -> dict[str, Any]:
    """The standard text of one product."""
    return deepcopy(_read("products", key))


def read_form(key: str) -> dict[str, Any]:
    """The definition of one standard form, with dates as text."""
    return {name: _plain(value) for name, value in _read("forms", key).items()}


@cache
def _standard_form(key: str) -> tuple[dict[str, Any], Form]:
    """Read and compiled once: an import founds hundreds of organisations with the same forms."""
    definition = read_form(key)
    return definition, parse(definition)


def adopt(key: str, local: Local, now: datetime) -> Service:
    """Make the standard product a service of the organisation in scope, form, texts and channels included.

    Raises FormProblems when the form of the library is not sound; nothing is published then.
    """
    text = read_product(key)
    version = _publish(*_standard_form(text["form"]), now)
    product, _ = Product.objects.get_or_create(
        key=key, defaults={"upl_name": text["upl_name"], "upl_uri": text["upl_uri"]}
    )
    message_type = text["message_type"]
    service = Service.create(
        product=product,
        slug=key,
        title=text["title"],
        theme=text["theme"],
        message_type=_MESSAGE_TYPES.get(message_type, message_type),
        official=text["official"],
        authority=Authority.objects.get(kind=text["authority"]),
        team=local.team,
        form_version=version,
        sensitive=text["sensitive"],
        term=text["term"],
        texts=_texts(text, local.costs),
        popular=local.popular,
    )
    _open_channels(service, text, local.channels, now.date())
    return service


def publish_form(definition: dict[str, Any], now: datetime) -> FormVersion:
    """Keep the definition as the next version of the form, unless that version is there already."""
    return _publish(definition, parse(definition), now)


def _publish(definition: dict[str, Any], form: Form, now: datetime) -> FormVersion:
    versions = FormVersion.objects.filter(key=form.key)
    same: FormVersion | None = versions.filter(fingerprint=form.fingerprint).first()
    return same or FormVersion.create(
        key=form.key,
        number=versions.count() + 1,
        fingerprint=form.fingerprint,
        definition=definition,
        published_at=now,
    )


def _texts(text: Mapping[str, Any], costs: str) -> dict[str, Any]:
    texts = {name: text.get(name) or [] for name in _TEXTS}
    what = texts["what"]
    texts["what"] = [part.strip() for part in what.split("\n\n") if part.strip()] if what else []
    texts["costs"] = str(texts["costs"]).replace("{kosten}", costs)
    return texts


def _open_channels(
    service: Service, text: Mapping[str, Any], channels: tuple[Mapping[str, str], ...], today: date
) -> None:
    web = {"kind": Channel.Kind.WEB_FORM, "text": "U vult het formulier online in.", "address": ""}
    for position, channel in enumerate((web, *channels), start=1):
        Channel.create(
            service=service,
            kind=channel["kind"],
            message_type="" if text.get("any_message") else service.message_type,
            every_product=bool(text.get("every_product")),
            text=channel["text"],
            address=channel["address"],
            designated=channel["kind"] == Channel.Kind.WEB_FORM,
            position=position,
            valid_from=today,
        )


@cache
def _read(folder: str, key: str) -> dict[str, Any]:
    content = yaml.safe_load((FOLDER / folder / f"{key}.yaml").read_text(encoding="utf-8"))
    assert isinstance(content, dict), f"{folder}/{key}.yaml holds no mapping"
    return content


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value
