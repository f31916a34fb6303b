"""Where somebody may be sent on to after logging in: to a page of this organisation, nowhere else."""

from urllib.parse import unquote, urlsplit

from openloket.web.place import Place

_LONGEST = 500
_NEVER = ("inloggen", "uitloggen", "balie")


def own_path(place: Place, wanted: str) -> str:
    """`wanted`, if it is the path of a page of this organisation; empty if it is anything else.

    Browsers read a backslash as a slash, drop tabs and newlines, and resolve dots also when these are
    written as %2e; so none of those may stand in it.
    """
    begin = place.url()
    if (
        not wanted.startswith(begin)
        or len(wanted) > _LONGEST
        or not wanted.isascii()
        or not wanted.isprintable()
    ):
        return ""
    if "\\" in wanted or " " in wanted or wanted.startswith("//"):
        return ""
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return ""
    if parts.scheme or parts.netloc or parts.fragment:
        return ""
    segments = [unquote(segment) for segment in parts.path.split("/")]
    if any(segment in (".", "..") or "/" in segment or "\\" in segment for segment in segments):
        return ""
    first = parts.path[len(begin) :].partition("/")[0]
    return "" if first in _NEVER else wanted
