"""Public addresses of an organisation: under its own host, or under its path."""

from django.conf import settings

from openloket.tenancy.models import Organisation


def public_url(organisation: Organisation, path: str) -> str:
    """The full address of a page of this organisation; `path` starts without a slash."""
    if organisation.host:
        return f"https://{organisation.host}/{path}"
    return f"{settings.PUBLIC_URL}/{organisation.slug}/{path}"


def installation_url(path: str) -> str:
    """The full address of a page of the installation as a whole."""
    return f"{settings.PUBLIC_URL}/{path}"
