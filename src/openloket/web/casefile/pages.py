"""The pages of a case file: all chapters in order, as parts that become PDFs."""

from collections.abc import Iterator
from datetime import datetime

from openloket.flows.proving.case_file import Pages, Told
from openloket.flows.proving.person_file import Printers, ToldPerson
from openloket.law.kalender import dag_in_amsterdam
from openloket.post.casefile_pdf.render import Front, Part, Volume, render_volumes
from openloket.tenancy.local_time import in_words
from openloket.tenancy.models import Organisation
from openloket.web.casefile.about import about
from openloket.web.casefile.messages import delivered, received, sent
from openloket.web.casefile.person import person_parts
from openloket.web.casefile.proof import proved
from openloket.web.casefile.terms import outages, readings, terms, timeline
from openloket.web.look.environment import assets


def pages_of(organisation: Organisation, now: datetime) -> Pages:
    """What makes the PDFs, for write_case_file; `now` is the moment that stands on them."""

    def pages(told: Told) -> Iterator[Volume]:
        zaak = told.course.zaak
        front = _front(organisation, zaak.reference, zaak.title, now)
        return render_volumes(front, _parts(told, now))

    return pages


def printers_of(organisation: Organisation, now: datetime) -> Printers:
    """What makes the PDFs of a person as a whole and of each zaak."""

    def pages(told: ToldPerson) -> Iterator[Volume]:
        front = _front(organisation, told.reference, f"Alle zaken van {told.name}", now)
        return render_volumes(front, person_parts(told))

    return Printers(pages_of(organisation, now), pages)


def _front(organisation: Organisation, reference: str, product: str, now: datetime) -> Front:
    return Front(
        organisation=organisation.name,
        colour=assets().colours(organisation.look)["accent"],
        reference=reference,
        product=product,
        made_on=in_words(now),
        made_at=now.replace(microsecond=0),
    )


def _parts(told: Told, now: datetime) -> Iterator[Part]:
    yield from about(told)
    yield from timeline(told)
    yield from received(told)
    yield from sent(told)
    yield from delivered(told)
    yield from terms(told, dag_in_amsterdam(now))
    yield from outages(told, dag_in_amsterdam(now))
    yield from readings(told)
    yield from proved(told)
