"""Finds the organisation of a request by host or path, and opens its scope around the view."""

from collections.abc import Callable, Mapping

from django.http import Http404, HttpRequest, HttpResponse

from openloket.tenancy.scope import scope
from openloket.web import directory
from openloket.web.place import Place

# Load balancers ask these of any host, also while there is no database to look organisations up in.
_OF_NOBODY = frozenset({"/levend", "/gereed", "/gezondheid"})
# These mean the same on every host, also on that of an organisation.
_OF_ALL = frozenset({"/controleren", "/robots.txt", "/sleutel.pem", "/sleutels.json", "/toezicht"})
_MONITOR = "/monitor/"


class TenantScope:
    """`request.place` is where the visitor is; without an organisation no scope is open."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info in _OF_NOBODY:
            request.place = None  # type: ignore[attr-defined] # ours
            return self.get_response(request)
        organisations = directory.organisations()
        organisation = organisations.by_host.get(request.get_host().partition(":")[0])
        if organisation and not _is_of_all(request.path_info):
            request.path_info = f"/{organisation.slug}{request.path_info}"
            prefix = ""
        else:
            slug = request.path_info[1:].partition("/")[0]
            organisation = organisations.by_slug.get(slug)
            prefix = f"/{slug}"
        if organisation is None:
            request.place = None  # type: ignore[attr-defined] # ours
            return self.get_response(request)
        request.place = Place(organisation, prefix)  # type: ignore[attr-defined] # ours
        with scope(organisation.pk):
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, values: object, named: Mapping[str, object]
    ) -> None:
        """A page of an organisation that is not here does not exist."""
        if "organisation" in named and request.place is None:  # type: ignore[attr-defined] # ours
            raise Http404


def _is_of_all(path: str) -> bool:
    return path in _OF_ALL or path.startswith(_MONITOR)
