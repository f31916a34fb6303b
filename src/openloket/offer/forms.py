"""Form versions, compiled once per process: a version never changes, so neither does its compiled form."""

from functools import lru_cache

from openloket.formkit.definition import Form
from openloket.formkit.load import parse
from openloket.offer.models import FormVersion


def compiled(version_id: int) -> Form:
    """The compiled form of a version of the organisation in scope."""
    return _compiled(version_id)


@lru_cache(maxsize=2000)
def _compiled(version_id: int) -> Form:
    definition: dict[str, object] = FormVersion.objects.values_list("definition", flat=True).get(
        pk=version_id
    )
    return parse(definition)
