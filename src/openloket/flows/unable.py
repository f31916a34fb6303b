"""A person asks what can not be done: words for that person, beside the question they are about."""

from collections.abc import Mapping


class UnableAtField(Exception):
    """The message says why, in plain Dutch; `field` names the question it stands beside, or is empty."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class UnableAtFields(Exception):
    """The message says why, in plain Dutch; `problems` gives the words for each question that has some."""

    def __init__(self, message: str, problems: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.problems = dict(problems or {})
