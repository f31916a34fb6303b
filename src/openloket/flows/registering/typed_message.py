"""A message as an employee has typed it so far: its form with room for scans, and how it came."""

from dataclasses import dataclass, replace

from openloket.formkit.definition import FileField, Form, Step
from openloket.intake.drafts import KeptDraft
from openloket.intake.models import Draft
from openloket.intake.registrations import Came, read_came, with_files
from openloket.offer.forms import compiled

SCANS = "registratie_scans"
_SCANS = Step(
    key="registratie-stukken",
    title="De stukken zelf",
    intro="Kwam er een brief of een formulier op papier? Voeg een scan of foto toe. Bewaar ook het papier.",
    fields=(
        FileField(
            key=SCANS,
            label="Scans of foto's van wat binnenkwam",
            optional=True,
            accept=("pdf", "image", "word", "sheet", "text"),
            max_files=20,
            max_mb=20,
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class TypedMessage:
    """The draft of an employee, read once; `form` asks everything its form asks, and for the scans."""

    row: Draft
    draft: KeptDraft
    came: Came
    form: Form

    @property
    def seen(self) -> str:
        """What changes with every change: an act on another state than was shown is told so."""
        return str(self.row.updated_at.isoformat())


def typed_message(row: Draft) -> TypedMessage:
    """The message behind a draft that was not registered yet."""
    assert row.arrival is not None, "it was not registered yet"
    return TypedMessage(
        row, with_files(row), read_came(row.arrival), with_scans(compiled(row.form_version_id))
    )


def with_scans(form: Form) -> Form:
    """The same form, and a question for what came on paper."""
    return replace(form, steps=(*form.steps, _SCANS), by_key={**form.by_key, SCANS: _SCANS.fields[0]})
