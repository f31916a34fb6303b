"""Who opens an address to which one can only send gets a page that says so, not an empty one."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from openloket.web.pages import notice


class OnlySent:
    """A page for 405: browsers open such an address when a tab of yesterday comes back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or request.method != "GET":
            return response
        told = notice(
            request,
            "Deze pagina is alleen om iets te versturen",
            "Zag u een bevestiging? Dan is het gelukt en hoeft u niets te doen.",
            "Zag u die niet? Ga dan terug naar de vorige pagina en probeer het nog eens.",
            kind="warning",
            status=405,
        )
        told.headers["Allow"] = response.headers["Allow"]
        return told
