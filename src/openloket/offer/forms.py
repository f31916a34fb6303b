"""Form versions, compiled once per process: a version never changes, so neither does its compiled form."""

from functools import lru_cache

from openloket.formkit.definition import Form
from openloket.formkit.load import parse
from openloket.offer.mail_form import mail_form
from openloket.offer.models import FormVersion


def compiled(version_id: int) -> Form:
    """The compiled form of a version of the organisation in scope."""
    return _compiled(version_id)


def form_of(version_id: int | None) -> Form:
    """The form by which a message came; what came without one has the questions that an e-mail answers."""
    return mail_form() if version_id is None else _compiled(version_id)


@lru_cache(maxsize=2000)
def _compiled(version_id: int) -> Form:
    definition: dict[str, object] = FormVersion.objects.values_list("definition", flat=True).get(
        pk=version_id
    )
    return parse(definition)
