"""The products of the organisation in scope, written as the feed of Samenwerkende Catalogi."""

from collections.abc import Callable, Iterator
from datetime import date

from django.db.models import Prefetch, Q

from openloket.catalogues.record import Audience, Online, Record
from openloket.catalogues.writing import Owner, feed
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.kanalen import NIET_DIGITAAL, Kanaal
from openloket.offer.catalogue import PART_OF_ANOTHER
from openloket.offer.models import Channel, Service
from openloket.offer.national_lists import TERMS, municipalities
from openloket.tenancy.models import Organisation

MEDIA_TYPE = "application/xml; charset=utf-8"
_NO_NAME = TERMS + "UPL-naam_nog_niet_beschikbaar"
_AUDIENCE = {"inwoner": Audience.CITIZENS, "ondernemer": Audience.BUSINESSES}


def written(organisation: Organisation, url: Callable[[str], str], today: date) -> bytes:
    """The feed as UTF-8; `url` makes a full address of a path. ValueError when there is no product."""
    services = list(_services(today))
    names = {service.product.upl_uri: service.product.upl_name for service in services}
    records = (_record(organisation, service, url, today) for service in services)
    return feed(_owner(organisation), records, names)


def _services(today: date) -> Iterator[Service]:
    channels = Channel.objects.filter(valid_from__lte=today).filter(Q(valid_to=None) | Q(valid_to__gt=today))
    services = Service.objects.filter(active=True).exclude(message_type__in=PART_OF_ANOTHER)
    yield from (
        services.select_related("product", "form_version")
        .defer("form_version__definition")
        .prefetch_related(Prefetch("channels", queryset=channels.order_by("position")))
        .order_by("title", "pk")
    )


def _owner(organisation: Organisation) -> Owner:
    known = municipalities().get(organisation.cbs_code)
    if known:
        return Owner(known.name, known.uri)
    return Owner(organisation.name, f"{TERMS}{organisation.name.replace(' ', '_')}_(gemeente)")


def _record(organisation: Organisation, service: Service, url: Callable[[str], str], today: date) -> Record:
    digital = [channel for channel in service.channels.all() if channel.kind not in NIET_DIGITAAL]
    uri, version = service.product.upl_uri, service.form_version
    modified = service.source_modified or (dag_in_amsterdam(version.published_at) if version else today)
    return Record(
        authority=organisation.cbs_code,
        product_id=service.source_id or service.slug,
        title=service.title,
        identifier=service.page or url(f"{service.slug}/"),
        audiences=tuple(_AUDIENCE[one] for one in service.texts["audience"] if one in _AUDIENCE)
        or (Audience.CITIZENS,),
        upl_uris=() if uri == _NO_NAME else (uri,),
        online=_online(service, digital),
        application=_application(service, digital, url),
        modified=modified,
        abstract=service.texts["intro"],
    )


def _online(service: Service, digital: list[Channel]) -> Online:
    if service.form_version_id is None and not digital:
        return Online.NO
    with_login = any(
        one.login_level or any("inloggen" in word for word in one.requirements) for one in digital
    )
    return Online.WITH_LOGIN if with_login else Online.YES


def _application(service: Service, digital: list[Channel], url: Callable[[str], str]) -> str:
    """Where to apply: our form, or else the first address of a channel on the web or by e-mail."""
    if service.form_version_id is not None:
        return url(f"{service.slug}/formulier")
    for one in digital:
        if one.address:
            return f"mailto:{one.address}" if one.kind == Kanaal.E_MAIL else one.address
    return ""
