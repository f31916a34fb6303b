"""Which pages and questions a person sees, given the answers so far, and which page comes next."""

from collections.abc import Mapping

from openloket.formkit.conditions import mentions
from openloket.formkit.definition import Field, Form, GroupField, Step

_NONE: Mapping[str, object] = {}


def visible_steps(form: Form, answers: Mapping[str, object]) -> tuple[Step, ...]:
    """The pages of this person, in order."""
    return tuple(step for step in form.steps if step.when is None or step.when.holds(answers, _NONE))


def visible_fields(step: Step, answers: Mapping[str, object]) -> tuple[Field, ...]:
    """The questions and explanations shown on the page."""
    return _shown(step.fields, answers, _NONE)


def visible_item_fields(
    group: GroupField, answers: Mapping[str, object], item: Mapping[str, object]
) -> tuple[Field, ...]:
    """The questions and explanations shown in one item of a repeating group."""
    return _shown(group.fields, answers, item)


def possible_steps(form: Form, step: Step, answers: Mapping[str, object]) -> tuple[Step, ...]:
    """The pages that this person may still get besides the visible ones: this page or a later one decides."""
    at = form.steps.index(step)
    undecided = {field.key for later in form.steps[at:] for field in later.asking}
    return tuple(
        later
        for later in form.steps[at + 1 :]
        if later.when is not None
        and not later.when.holds(answers, _NONE)
        and mentions(later.when) & undecided
    )


def next_step(form: Form, step: Step, answers: Mapping[str, object]) -> Step | None:
    """The page after this one; None when the check page follows."""
    later = form.steps[form.steps.index(step) + 1 :]
    return next((one for one in later if one.when is None or one.when.holds(answers, _NONE)), None)


def previous_step(form: Form, step: Step, answers: Mapping[str, object]) -> Step | None:
    """The page before this one; None on the first page."""
    earlier = form.steps[: form.steps.index(step)]
    return next(
        (one for one in reversed(earlier) if one.when is None or one.when.holds(answers, _NONE)), None
    )


def _shown(
    fields: tuple[Field, ...], answers: Mapping[str, object], item: Mapping[str, object]
) -> tuple[Field, ...]:
    return tuple(field for field in fields if field.when is None or field.when.holds(answers, item))
