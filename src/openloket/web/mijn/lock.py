"""The lock on pages of persons: others log in first, and what they typed meanwhile is not lost."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.backends.utils import csrf_input

from openloket.people import sessions
from openloket.people.sessions import Who
from openloket.web.pages import notice, page
from openloket.web.place import place_of
from openloket.web.portal.own_path import own_path
from openloket.web.portal.who import login_url, session_key, who_of

View = Callable[..., HttpResponse]

TYPED_BY = "getypt-door"
"""The field that says, signed, who typed what is posted again after logging in."""

_SALT = "mijn: who typed this"
_OURS = frozenset({"csrfmiddlewaretoken", TYPED_BY})
_STALE = sessions.IN_ALL.total_seconds()


def for_persons(view: View) -> View:
    """Lets in who is logged in; others log in first and come back to the same page.

    What is posted by who is not logged in any more is not done, and stays on the page until they are again.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        who = who_of(request)
        if who is None:
            return _log_in_first(request)
        if TYPED_BY in request.POST and not _typed_by(who, request.POST[TYPED_BY]):
            return _of_another(request)
        return view(request, *args, **kwargs)

    return guarded


def _log_in_first(request: HttpRequest) -> HttpResponse:
    place, key = place_of(request), session_key(request)
    if request.method != "POST":
        why = "verlopen" if key else ""
        return HttpResponseRedirect(login_url(place, request.get_full_path(), why=why))
    typed = [
        (name, str(value))
        for name, found in request.POST.lists()
        if name not in _OURS
        for value in found
        if value
    ]
    before = sessions.held_by(key) if key else None
    mark = request.POST.get(TYPED_BY) or (signing.dumps(before, salt=_SALT) if before else "")
    if not typed or not mark:
        # With a reason the login page is shown: after a form, browsers are led to no provider (form-action).
        return HttpResponseRedirect(login_url(place, _page_before(request), why="verlopen"))
    context = {
        "login_url": login_url(place, place.url("mijn/"), why="verlopen"),
        "posted": [(TYPED_BY, mark), *typed],
        "again": TYPED_BY in request.POST,
        "files": bool(request.FILES),
        "csrf_input": csrf_input(request),
    }
    return page(request, "mijn/logged_out.html", "U bent uitgelogd", context, 403)


def _page_before(request: HttpRequest) -> str:
    """The page with the button that was pressed: the address of what is posted may show nothing."""
    place, came = place_of(request), urlsplit(request.headers.get("Referer", ""))
    mine = place.url("mijn/")
    wanted = own_path(place, came.path) if came.netloc == request.get_host() else ""
    return wanted if wanted.startswith(mine) else mine


def _typed_by(who: Who, mark: str) -> bool:
    """Whether this very person typed it, for the same one: somebody else may be at the keys by now."""
    try:
        person_id, mandate_id = signing.loads(mark, salt=_SALT, max_age=_STALE)
    except (signing.BadSignature, ValueError, TypeError):
        return False
    return bool(person_id == who.person_id and mandate_id == who.mandate_id)


def _of_another(request: HttpRequest) -> HttpResponse:
    text = "Dit is ingevuld door iemand anders, of voor iemand anders. Er is niets bewaard of verstuurd."
    mine = place_of(request).url("mijn/")
    return notice(request, "Dit kan niet", text, kind="warning", status=409, Naar_Mijn_omgeving=mine)
