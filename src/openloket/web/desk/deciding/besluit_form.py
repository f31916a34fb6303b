"""The form of a decision at the desk: reading what was typed, showing it again, carrying it along."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpRequest

from openloket.flows.decisions.make_known import BY_HAND
from openloket.formkit.definition import Form
from openloket.formkit.load import parse
from openloket.formkit.posted import read_step, too_many
from openloket.formkit.validate import Problem, validate_step
from openloket.web.portal.showing import shown_errors, shown_fields


@dataclass(frozen=True, slots=True)
class Typed:
    """What an employee typed in a form of one page: as it was typed, as it counts, and what is wrong.

    `revealed`: a question came into view that was not on the page yet.
    """

    form: Form
    kept: Mapping[str, Any]
    answers: Mapping[str, Any]
    problems: tuple[Problem, ...] = ()
    revealed: bool = False

    @property
    def sound(self) -> bool:
        """Whether everything is there and right."""
        return not self.problems and not self.revealed

    def with_problem(self, field: str, message: str) -> "Typed":
        """The same with something wrong at a question that the law does not allow."""
        return replace(self, problems=(*self.problems, Problem(field, message)))


def untyped(form: Form, suggested: Mapping[str, Any]) -> Typed:
    """The form as it is first shown."""
    return Typed(form, suggested, {})


def typed(form: Form, request: HttpRequest, today: date) -> Typed:
    """Read what was posted. Never raises; more values than the page can send count as nothing typed."""
    posted: Mapping[str, Sequence[str]] = dict(request.POST.lists())
    if too_many(posted):
        posted = {}
    step = form.steps[0]
    result = validate_step(form, step, read_step(step, posted), {}, today)
    seen = {name.partition(".")[0] for name in posted}
    unseen = {field.key for field in step.asking if field.when is not None} - seen
    problems = tuple(one for one in result.problems if one.field.partition(".")[0] not in unseen)
    revealed = bool(unseen & set(result.revealed))
    return Typed(form, result.keep, result.values, problems, revealed)


def as_context(typed_in: Typed) -> dict[str, Any]:
    """The questions and their errors, as fields.html wants them."""
    fields = shown_fields(typed_in.form.steps[0], typed_in.kept, typed_in.problems, {})
    # "Waarom vragen wij dit?" is for citizens; here the hints name the articles.
    plain = [{**field, "basis": ""} for field in fields]
    return {"fields": plain, "errors": shown_errors(typed_in.problems)}


def carried(form: Form, request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed, as hidden inputs: from the preview it goes along, and nothing is typed twice."""
    known = {field.key for field in form.steps[0].asking}
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name.partition(".")[0] in known
        for value in values
    ]


KNOWN_FORM = parse(
    {
        "form": "bekendgemaakt",
        "title": "Bekendgemaakt",
        "steps": [
            {
                "key": "bekendgemaakt",
                "title": "Bekendgemaakt",
                "fields": [
                    {
                        "key": "hoe",
                        "type": "choice",
                        "label": "Hoe hebt u het besluit bekendgemaakt?",
                        "options": [{"value": how.value, "label": label} for how, label in BY_HAND.items()],
                        "basis": "Awb 3:41 lid 1",
                    },
                    {
                        "key": "dag",
                        "type": "date",
                        "label": "Op welke dag?",
                        "hint": "De tijd om bezwaar te maken begint op de dag erna.",
                        "latest": "today",
                        "basis": "Awb 3:41 lid 1",
                    },
                ],
            }
        ],
    }
)
