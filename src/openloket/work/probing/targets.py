"""What the prober looks at: each organisation with its electronic channels in use."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.catalogue import GENERAL, Catalogue, load
from openloket.outages.announced import Announced, read_announced
from openloket.outages.models import Channel
from openloket.people.ports import Provider
from openloket.people.providers import known, offered
from openloket.tenancy.addresses import public_url
from openloket.tenancy.models import Organisation
from openloket.tenancy.scope import scope


@dataclass(frozen=True, slots=True)
class Target:
    """One organisation as the prober sees it; `url` ends with a slash.

    An answer that takes longer than `patience` (seconds) is none. Not `whole`: a quick look at the home page.
    `asks_login`: the form opens to nobody who did not log in. `providers` are where one logs in.
    """

    organisation_id: int
    slug: str
    url: str
    form: str
    channels: frozenset[Channel]
    mail_addresses: tuple[str, ...]
    mail_host: str
    mail_port: int
    patience: float = 10.0
    announced: tuple[Announced, ...] = ()
    whole: bool = True
    asks_login: bool = False
    providers: tuple[Provider, ...] = ()

    def is_quiet(self, channel: Channel, now: datetime) -> bool:
        """Whether announced work on this channel is going on."""
        return any(one.channel == channel and one.is_under_way(now) for one in self.announced)


def read_targets(now: datetime) -> list[Target]:
    """Every organisation that offers something, in the order of their names."""
    found = []
    for organisation in Organisation.objects.order_by("name"):
        with scope(organisation.pk):
            catalogue = load(dag_in_amsterdam(now))
            if catalogue.offerings:
                found.append(_target(organisation, catalogue, now))
    return found


def _target(organisation: Organisation, catalogue: Catalogue, now: datetime) -> Target:
    with_form = {
        one.slug: one.login_level
        for one in catalogue.with_form
        if one.listed and any(way.kind == "webformulier" for way in one.ways)
    }
    form = min(with_form, key=lambda slug: (bool(with_form[slug]), slug != GENERAL), default="")
    addresses = {
        way.address
        for one in catalogue.offerings
        for way in one.ways
        if way.kind == "e-mail" and way.official and way.address
    }
    channels = {Channel.PORTAL}
    if with_form:
        channels.add(Channel.WEB_FORM)
    if addresses and settings.MAILBOX_HOST:
        channels.add(Channel.EMAIL)
    return Target(
        organisation_id=organisation.pk,
        slug=organisation.slug,
        url=_url(organisation),
        form=form,
        channels=frozenset(channels),
        mail_addresses=tuple(sorted(addresses)),
        mail_host=settings.MAILBOX_HOST,
        mail_port=settings.MAILBOX_PORT,
        patience=float(min(10, max(5, 2 * settings.PROBE_SECONDS))),
        announced=read_announced(now),
        asks_login=bool(with_form.get(form)),
        providers=tuple(known(row) for row in offered()),
    )


def _url(organisation: Organisation) -> str:
    if settings.PROBE_URL:
        return f"{settings.PROBE_URL}/{organisation.slug}/"
    return public_url(organisation, "")
