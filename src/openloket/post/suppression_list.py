"""The addresses to which nothing goes now, as employees see them."""

from openloket.post.models import Suppression


def listed(most: int) -> list[Suppression]:
    """Of the organisation in scope, the newest first, each with its message but not the words of that."""
    found = Suppression.objects.filter(lifted_at=None).select_related("message")
    return list(found.defer("message__text", "message__html").order_by("-since", "-id")[:most])


def found_with(row_id: int) -> Suppression | None:
    """One of them; None when it was lifted, or is of another organisation."""
    found: Suppression | None = (
        Suppression.objects.filter(pk=row_id, lifted_at=None).select_related("message").first()
    )
    return found
