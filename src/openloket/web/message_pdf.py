"""What stands on the PDF of a message that somebody reads in Mijn omgeving or at the desk."""

from openloket.law.kalender import dag_in_amsterdam
from openloket.law.waarom import datum_in_woorden
from openloket.post.dispatch import sender_name
from openloket.post.letter_numbers import number_of
from openloket.post.letter_pdf.render import LetterView
from openloket.post.models import Message, Way
from openloket.tenancy.models import Organisation
from openloket.web.look.environment import assets


def view_of(organisation: Organisation, message: Message, reference: str) -> LetterView:
    """All of it; `reference` is that of the zaak, or empty. The same message gives the same document."""
    name = sender_name(organisation.kind, organisation.name)
    return LetterView(
        organisation=name,
        colour=assets().colours(organisation.look)["accent"],
        sender=", ".join([name, *organisation.address_lines]),
        to_lines=tuple(message.to_lines),
        reference=reference,
        written_on=datum_in_woorden(dag_in_amsterdam(message.created_at)),
        subject_line=message.subject_line,
        text=message.text,
        made_at=message.created_at.replace(microsecond=0),
        number=number_of(message.pk) if message.way == Way.LETTER else "",
    )
