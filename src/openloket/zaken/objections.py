"""What a zaak of an objection is about: the term within which to object, and the zaken that wait for it."""

from datetime import date

from openloket.law.kanalen import Berichtsoort
from openloket.law.termijnen import Termijn
from openloket.zaken.course import began_as
from openloket.zaken.models import OPEN, Besluit, Term, Timeliness, Zaak


def objection_term(zaak_id: int) -> Term | None:
    """The term within which to object to what was decided on a zaak; None when nothing was made known yet.

    Of several the one that ends last: the side that is safe for who objects.
    """
    known = Term.objects.filter(zaak_id=zaak_id, kind=Term.Kind.OBJECTION).exclude(last_day=None)
    found: Term | None = known.order_by("-last_day", "-id").first()
    return found


def as_it_stands(term: Term) -> Termijn:
    """The term of the law with the last day it has now, extensions included."""
    began = began_as(term)
    assert term.last_day is not None, "only terms with a last day are asked for"
    return Termijn.uit_dict({**began.naar_dict(), "laatste_dag": term.last_day.isoformat()})


def decided_before(zaak_id: int, day: date) -> bool:
    """Whether a decision on the zaak had been taken on a day (Awb 6:10(1)(a))."""
    taken = Besluit.objects.filter(zaak_id=zaak_id, decided_on__lte=day, withdrawn_at=None)
    return bool(taken.exists())


def objections_to(zaak_id: int) -> list[Zaak]:
    """The open objections about what was decided on a zaak, the oldest first; with their submissions."""
    about = Zaak.objects.filter(about_id=zaak_id, kind=Berichtsoort.BEZWAAR, status__in=OPEN)
    return list(about.select_related("submission").defer("search").order_by("id"))


def timeliness_of(submission_id: int) -> Timeliness | None:
    """Whether a message came in time, as it was judged; None when it was not judged yet."""
    found: Timeliness | None = Timeliness.objects.filter(submission_id=submission_id).first()
    return found
