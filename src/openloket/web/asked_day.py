"""The day that somebody asks about: today, or the one that `?op=` names."""

from datetime import date

from django.http import Http404, HttpRequest
from django.utils import timezone

from openloket.law.kalender import dag_in_amsterdam


def day_asked(request: HttpRequest) -> date:
    """That day; 404 for what is no date."""
    asked = request.GET.get("op", "")
    if not asked:
        return dag_in_amsterdam(timezone.now())
    try:
        return date.fromisoformat(asked)
    except ValueError as wrong:
        raise Http404 from wrong
