"""The register as it is kept, and the versions of the designation decision of the organisation in scope."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db.models import Q, QuerySet

from openloket.evidence.canonical import canonical
from openloket.law.kanalen import ALTIJD_OFFICIEEL, Berichtsoort, Kanaal
from openloket.offer.designation.compose import Body, compose
from openloket.offer.designation.document import USUAL, Document, Variant
from openloket.offer.designation.register import Line, gaps
from openloket.offer.models import Channel, DesignationDecision, Service
from openloket.tenancy.addresses import public_url
from openloket.tenancy.models import Authority, Organisation

State = DesignationDecision.State


def register() -> list[Line]:
    """Every line of the register, of every day, in one statement."""
    return [line_of(row) for row in _rows().filter(service__active=True)]


def lines_about(product: str) -> list[Line]:
    """The lines that may answer for one product, of every day: its own, and those for every product."""
    about = Q(service__slug=product) | Q(every_product=True)
    return [line_of(row) for row in _rows().filter(about, service__active=True)]


def missing(day: date) -> list[tuple[Service, list[Berichtsoort]]]:
    """The services that lack an electronic way on a day, each with the kinds of messages (Awb 2:13(2))."""
    services = {one.slug: one for one in _services()}
    found: dict[str, list[Berichtsoort]] = {}
    for product, kind in gaps(register(), day, services):
        found.setdefault(product, []).append(kind)
    return sorted(((services[slug], kinds) for slug, kinds in found.items()), key=lambda one: one[0].title)


def undecided() -> QuerySet[Service]:
    """The services whose messages are official only if the organisation says so, and it said nothing yet.

    Source: Awb 2:13(1): until then they are treated as official.
    """
    found = Service.objects.filter(active=True, official=Service.Official.UNDECIDED)
    return found.exclude(message_type__in=ALTIJD_OFFICIEEL).defer("texts", "term").order_by("title", "pk")


def _services() -> QuerySet[Service]:
    return Service.objects.filter(active=True).only("slug", "title", "message_type", "organisation_id")


def _rows() -> QuerySet[Channel]:
    return (
        Channel.objects.select_related("service__authority", "supplier")
        .defer("service__texts", "service__term")
        .order_by("service__title", "position")
    )


def line_of(row: Channel) -> Line:
    """The line that a row keeps; the row comes with its service, authority and supplier."""
    service = row.service
    return Line(
        product=service.slug,
        title=service.title,
        domain=service.theme,
        authority=service.authority.name,
        channel=None if row.kind == Channel.Kind.NOT_OFFERED else Kanaal(row.kind),
        address=row.address,
        message_type=Berichtsoort(row.message_type) if row.message_type else None,
        official=service.official,
        every_product=row.every_product,
        designated=row.designated,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        login_level=row.login_level,
        requirements=tuple(row.requirements),
        supplier=row.supplier.name if row.supplier else "",
        legal_exception=row.legal_exception,
        joint_body=row.joint_body,
        because=row.because,
        id=row.pk,
    )


def asked_for(organisation: Organisation, day: date, variant: Variant = USUAL) -> Document:
    """The decision that the register asks for on a day."""
    return composed(organisation, register(), day, variant, _replaced(variant))


def composed(
    organisation: Organisation, lines: Sequence[Line], day: date, variant: Variant = USUAL, previous: str = ""
) -> Document:
    """The decision that some lines ask for on a day, by the authorities of the organisation.

    Our own forms get their full address: whoever reads the decision must be able to find them.
    """
    bodies = [Body(one.kind, one.name) for one in Authority.objects.order_by("kind")]
    told = [_with_address(organisation, line) for line in lines]
    return compose(organisation.name, bodies, told, day, variant, previous)


def _with_address(organisation: Organisation, line: Line) -> Line:
    ours = line.channel is Kanaal.WEBFORMULIER and not line.address
    return replace(line, address=public_url(organisation, f"{line.product}/")) if ours else line


def _replaced(variant: Variant) -> str:
    """What a new decision takes the place of, in words; empty where nothing is published."""
    told = []
    for one in DesignationDecision.objects.filter(state=State.PUBLISHED).defer("document").order_by("number"):
        named = f"het besluit dat is gepubliceerd als {one.publication}"
        if variant.authority in ("", one.authority_kind):
            told.append(named)
        elif not one.authority_kind:
            told.append(f"voor dit orgaan {named}")
    return " en ".join(told)


def document_of(version: DesignationDecision) -> Document:
    """The words of a version."""
    return Document.from_json(version.document)


def fingerprint(document: Document) -> str:
    """SHA-256 (hexadecimal) over the canonical document."""
    return hashlib.sha256(canonical(document.as_json())).hexdigest()


def new_version(document: Document, now: datetime) -> DesignationDecision:
    """Insert a draft with the next number; call it in a transaction."""
    last = DesignationDecision.objects.select_for_update().order_by("-number").first()
    return DesignationDecision.create(
        number=last.number + 1 if last else 1,
        authority_kind=document.variant.authority,
        document=document.as_json(),
        sha256=fingerprint(document),
        drafted_at=now,
    )


def all_in_force(day: date) -> list[DesignationDecision]:
    """Every decision in force on a day: published, begun, and not yet superseded; the joint one first.

    Their words are read when somebody asks for them: of an organisation with many products they are long.
    """
    found = DesignationDecision.objects.filter(
        in_force_from__lte=day, state__in=[State.PUBLISHED, State.SUPERSEDED]
    )
    return list(
        found.exclude(superseded_on__lte=day)
        .defer("document")
        .order_by("authority_kind", "-in_force_from", "-number")
    )


def in_force(day: date, authority_kind: str = "") -> DesignationDecision | None:
    """The decision in force on a day for an authority: its own, else that of all together.

    Without an authority that of all together, else the first there is.
    """
    found = all_in_force(day)
    by_kind = {one.authority_kind: one for one in reversed(found)}
    own = by_kind.get(authority_kind) or by_kind.get("")
    return own or (found[0] if found and not authority_kind else None)


def published() -> list[DesignationDecision]:
    """Every version that was ever in force, the newest first."""
    found = DesignationDecision.objects.filter(state__in=[State.PUBLISHED, State.SUPERSEDED])
    return list(found.defer("document").order_by("-number"))


def version_numbered(number: int) -> DesignationDecision | None:
    """One version, or None."""
    found: DesignationDecision | None = DesignationDecision.objects.filter(number=number).first()
    return found


def versions() -> list[DesignationDecision]:
    """Every version, the newest first."""
    return list(DesignationDecision.objects.defer("document").order_by("-number"))
