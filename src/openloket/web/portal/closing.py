"""The page in place of a form while announced work goes on: when it is back, and what can be done now."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse

from openloket.outages.announced import Announced
from openloket.outages.models import Channel
from openloket.tenancy.local_time import in_words
from openloket.web.notices import closed
from openloket.web.pages import notice
from openloket.web.place import place_of


def closed_page(request: HttpRequest, now: datetime) -> HttpResponse | None:
    """No new form begins during announced work; None when there is none.

    The status is 503 with Retry-After: browsers show the page all the same, while search engines, caches
    and watchers of others learn that it is not gone and when to come back. Whoever was busy already never
    comes here: a draft goes on, and what is posted is taken.
    """
    work = closed(Channel.WEB_FORM, now)
    return _page(request, work, now) if work else None


def _page(request: HttpRequest, work: Announced, now: datetime) -> HttpResponse:
    place = place_of(request)
    organisation = place.organisation
    response = notice(
        request,
        "Dit formulier is even dicht",
        f"Wij werken aan het loket. Vanaf {in_words(work.ends_at)} kunt u hier weer beginnen. {work.text}",
        f"Wilt u niet wachten? {_other_way(organisation.phone)} {organisation.help_text}",
        "Loopt er een termijn voor u af? U krijgt er ten minste de tijd bij dat dit formulier dicht was.",
        "Was u al bezig? Ga dan verder met de link die u kreeg, of in het scherm waar u was.",
        kind="warning",
        status=503,
        Naar_het_loket=place.url(),
    )
    response.headers["Retry-After"] = str(max(1, int((work.ends_at - now).total_seconds())))
    return response


def _other_way(phone: str) -> str:
    return f"Bel {phone} of kom langs." if phone else "Kom langs."
