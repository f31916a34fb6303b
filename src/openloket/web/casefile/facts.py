"""Each fact of a case file as one sentence, with the number of the message that it is about."""

from collections.abc import Callable

from openloket.evidence.standing import Standing
from openloket.flows.proving.case_file import Told
from openloket.web.desk.course.timeline import sentence


def sentences_of(told: Told) -> Callable[[Standing], str]:
    """What tells a fact; messages have their number of chapters 4 and 5, employees no name."""
    numbers = {one.message_id: number for number, one in enumerate(told.course.sent, 1)}

    def tell(fact: Standing) -> str:
        number = numbers.get(str(fact.body.get("message_id")))
        return f"Bericht {number}: {sentence(fact, {})}" if number else sentence(fact, {})

    return tell
