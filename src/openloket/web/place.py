"""Where a visitor is: the organisation, and how addresses under it begin."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from openloket.tenancy.models import Organisation


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation as it was reached: under its own host (`prefix` empty) or under its path."""

    organisation: Organisation
    prefix: str

    def url(self, path: str = "") -> str:
        """The address of a page of this organisation on this host."""
        return f"{self.prefix}/{path}"

    def as_context(self) -> dict[str, Any]:
        """What every template may know of the organisation."""
        organisation = self.organisation
        return {
            "slug": organisation.slug,
            "name": organisation.name,
            "look": organisation.look,
            "phone": organisation.phone,
            "email": organisation.email,
            "website": organisation.website,
            "address_lines": organisation.address_lines,
            "opening_hours_lines": organisation.opening_hours_lines,
            "help_text": organisation.help_text,
            "home_url": self.url(),
        }


def place_of(request: HttpRequest) -> Place:
    """The place of a request to a page of an organisation (see web.middleware.tenant)."""
    place: Place = request.place  # type: ignore[attr-defined] # set by TenantScope
    return place
