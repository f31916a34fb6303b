"""Each fact of a case file as one sentence, with the number of the message that it is about."""

from collections.abc import Callable, Sequence

from openloket.evidence.standing import Standing
from openloket.post.models import Message
from openloket.web.desk.course.timeline import sentence


def sentences_of(sent: Sequence[Message]) -> Callable[[Standing], str]:
    """What tells a fact; messages have the number of their chapter, employees no name."""
    numbers = {one.message_id: number for number, one in enumerate(sent, 1)}

    def tell(fact: Standing) -> str:
        number = numbers.get(str(fact.body.get("message_id")))
        return f"Bericht {number}: {sentence(fact, {})}" if number else sentence(fact, {})

    return tell
