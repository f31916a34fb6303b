"""What is designated beside what there really is: forms that are gone, forms that nobody designated."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import QuerySet

from openloket.offer.designated import holding
from openloket.offer.models import Channel, Service
from openloket.people import providers
from openloket.people.levels import enough


class Gap(StrEnum):
    """How the register and the practice differ."""

    NO_FORM = "geen formulier"
    NOT_OFFERED = "niet meer aangeboden"
    NO_LOGIN = "geen inlog"
    NOT_REGISTERED = "formulier niet in het register"
    NOT_READ = "postbus wordt niet gelezen"
    UNKNOWN_MAILBOX = "postbus niet in het register"


@dataclass(frozen=True, slots=True)
class Apart:
    """One such difference: about what, since when (None: not known), and where to mend it.

    `line` is the line of the register, 0 where there is none; `product` the service; `detail` an address,
    a level or a name.
    """

    gap: Gap
    title: str
    product: str
    since: date | None
    line: int = 0
    detail: str = ""


def forms_apart(day: date) -> list[Apart]:
    """Designations of our own forms that can't be true, and forms that no line names: four statements."""
    ours = holding(day).filter(kind=Channel.Kind.WEB_FORM, address="").select_related("service")
    lines = list(ours.defer("service__texts", "service__term").order_by("service__title", "pk"))
    reached = {level for one in providers.offered() for level in one.levels.values()}
    return [
        *(apart for line in lines if (apart := _wrong(line, reached))),
        *_without_service(day),
        *_without_line({line.service_id for line in lines}),
    ]


def _wrong(line: Channel, reached: Collection[str]) -> Apart | None:
    service = line.service
    if not service.active:
        return None  # told once for all its lines
    if service.form_version_id is None:
        return Apart(Gap.NO_FORM, service.title, service.slug, line.valid_from, line.pk)
    if line.login_level and not any(enough(level, line.login_level) for level in reached):
        # The form asks it, and then nobody gets in.
        return Apart(Gap.NO_LOGIN, service.title, service.slug, line.valid_from, line.pk, line.login_level)
    return None


def _without_service(day: date) -> list[Apart]:
    ended = holding(day).filter(designated=True, service__active=False).select_related("service")
    return [
        Apart(Gap.NOT_OFFERED, line.service.title, line.service.slug, None, line.pk)
        for line in ended.defer("service__texts", "service__term").order_by("service__title", "pk")
    ]


def _without_line(named: set[int]) -> list[Apart]:
    forms: QuerySet[Service] = Service.objects.filter(active=True, form_version__isnull=False)
    found = forms.exclude(pk__in=named).order_by("title").values_list("title", "slug")
    return [Apart(Gap.NOT_REGISTERED, title, slug, None) for title, slug in found]
