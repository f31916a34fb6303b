"""The chapters of a case file on messages: what came in, what was sent, and how each was delivered."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from openloket.flows.proving.case_file import AT_ONCE, Told, with_words
from openloket.intake.models import Attachment, Receipt
from openloket.intake.receipts import copy_of
from openloket.post.casefile_pdf.render import Part
from openloket.post.delivery_log import heard_of
from openloket.post.kinds import kind_of
from openloket.post.letter_pdf.render import blocks_of
from openloket.post.models import Message, Way
from openloket.tenancy.local_time import in_words
from openloket.web.desk.delivery.delivery_words import row_of
from openloket.web.desk.wording import whole_moment
from openloket.web.look.wording import file_size
from openloket.web.message_facts import facts_of, why_of

_FACTS = ("Wat", "Gegeven")
_DIGITS = 16


def received(told: Told) -> Iterator[Part]:
    """Chapter 3: each message that came in, with exactly what was entered."""
    yield Part("chapter", "3. Ontvangen berichten")
    if not told.course.received:
        text = "Dit dossier gaat over één verstuurd bericht." if told.only else "Er is niets ontvangen."
        yield Part("text", lines=(text,))
    for receipt in told.course.received:
        yield from _received(receipt, told.files.get(receipt.submission_id, ()))


def sent(told: Told) -> Iterator[Part]:
    """Chapter 4: each message that was sent, with its exact words."""
    yield Part("chapter", "4. Verstuurde berichten")
    if not told.course.sent:
        yield Part("text", lines=("Er is niets verstuurd.",))
    yield from each_sent(told.course.sent, told.course.read_at)


def each_sent(messages: Sequence[Message], read_at: Mapping[int, datetime]) -> Iterator[Part]:
    """Each message, with how it went and its exact words; `read_at`: when each was first opened."""
    for number, message in enumerate(with_words(messages), 1):
        yield Part("heading", _title(number, message))
        facts = [(one["label"], one["text"]) for one in facts_of(message, read_at.get(message.pk))]
        rows = [
            ("Onderwerp", message.subject_line),
            ("Hoe", Way(message.way).label),
            ("Aan", _to(message)),
            *facts,
            ("Nummer van het bericht", message.message_id),
            ("Vingerafdruk (SHA-256)", message.sha256),
        ]
        yield Part("rows", head=_FACTS, rows=tuple(rows))
        why = why_of(message)
        if why:
            yield Part("text", lines=("Waarom op deze manier:",))
            steps = [f"{one['text']} ({one['article']})" if one["article"] else one["text"] for one in why]
            yield Part("list", lines=tuple(steps))
        yield Part("text", lines=("De precieze woorden:",))
        yield Part("words", blocks=tuple(blocks_of(message.text)))


def delivered(told: Told) -> Iterator[Part]:
    """Chapter 5: every attempt, every answer of a mail server, and whether it was opened."""
    yield Part("chapter", "5. Bezorging")
    yield from each_delivery(told.course.sent, told.course.read_at)


def each_delivery(messages: Sequence[Message], read_at: Mapping[int, datetime]) -> Iterator[Part]:
    """How each message was delivered."""
    if not messages:
        yield Part("text", lines=("Er is niets verstuurd.",))
        return
    text = (
        "Een e-mailadres staat hier verkort. Het hele adres staat bij het bericht, in het vorige hoofdstuk."
    )
    yield Part("text", lines=(text,))
    for begin in range(0, len(messages), AT_ONCE):
        some = messages[begin : begin + AT_ONCE]
        heard = heard_of(one.pk for one in some)
        for number, message in enumerate(some, begin + 1):
            yield Part("heading", _title(number, message))
            yield from _heard(
                [{**row_of(one), "at": whole_moment(one.event.at)} for one in heard.get(message.pk, ())]
            )
            yield Part("text", lines=(_opened(message, read_at.get(message.pk)),))


def _heard(rows: Sequence[Mapping[str, str]]) -> Iterator[Part]:
    """What was tried and answered; codes of mail servers only where there are any."""
    if any(row["code"] for row in rows):
        told = tuple((row["at"], row["code"], row["text"]) for row in rows)
        yield Part("table", head=("Wanneer", "Code", "Wat er gebeurde"), rows=told)
    elif rows:
        yield Part(
            "rows",
            head=("Wanneer", "Wat er gebeurde"),
            rows=tuple((row["at"], row["text"]) for row in rows),
        )


def _opened(message: Message, read: datetime | None) -> str:
    if message.way == Way.LETTER:
        return "Of iemand de brief las, is niet te zien."
    if read is not None:
        return f"Geopend in Mijn omgeving: {in_words(read)}."
    return "Of iemand dit las is niet bekend: het is niet geopend in Mijn omgeving."


def _to(message: Message) -> str:
    """Where it went; what came back and went on as a letter still has the address of that e-mail."""
    if message.way == Way.LETTER:
        return ", ".join(message.to_lines) or "nog geen adres ingevuld"
    return message.to_address or _PLACES.get(Way(message.way), "de lezer")


_PLACES = {Way.PORTAL: "Mijn omgeving van de lezer", Way.BOX: "de Berichtenbox van de lezer"}


def _title(number: int, message: Message) -> str:
    return f"Bericht {number}. {kind_of(message.kind).title}"


def _received(receipt: Receipt, files: Sequence[Attachment]) -> Iterator[Part]:
    copy, submission = copy_of(receipt), receipt.submission
    yield Part("heading", f"{copy.service}, {copy.reference}")
    rows = [
        ("Ontvangen", in_words(copy.received_at)),
        ("Langs welke weg", submission.channel),
        ("Ontvangst bevestigd", in_words(receipt.issued_at)),
        ("Formulier", f"{copy.form.key}, versie {copy.form.version}"),
    ]
    if submission.level:
        rows.append(("Ingelogd op niveau", submission.level))
    yield Part("rows", head=_FACTS, rows=tuple(rows))
    for step in copy.steps:
        if step.rows:
            answers = [(row.label, "\n".join(row.lines) or "niet ingevuld") for row in step.rows]
            yield Part("rows", head=(step.title, "Antwoord"), rows=tuple(answers))
    if files:
        listed = [(file_size(file.size), f"{file.sha256[:_DIGITS]}…", file.name) for file in files]
        yield Part("table", head=("Grootte", "Vingerafdruk (begin)", "Bijlage"), rows=tuple(listed))
