"""The last chapter of a case file: where each fact stands in the log, and what signs and stamps that."""

from collections.abc import Iterator, Sequence

from openloket.evidence.casefile import PROOF
from openloket.evidence.keys import PublicKey
from openloket.evidence.signing import signing_key
from openloket.flows.proving.case_file import Told
from openloket.flows.proving.person_file import ToldPerson
from openloket.post.casefile_pdf.render import Part
from openloket.post.models import Message
from openloket.tenancy.local_time import in_words
from openloket.web.casefile.facts import sentences_of
from openloket.web.desk.wording import whole_moment

_HOW = (
    "Van elk feit is een vingerafdruk gemaakt. Die staan samen in een boom (RFC 6962). De top van de boom is "
    "ondertekend (Ed25519) en krijgt een tijdstempel (RFC 3161) van de dienst die hieronder staat. Verandert "
    f"er één teken, dan klopt de top niet meer. Het bewijs zelf staat in de map {PROOF.rstrip('/')}."
)


def proved(told: Told) -> Iterator[Part]:
    """Chapter 9."""
    yield Part("chapter", "9. Bewijs")
    yield from proof_of(told, told.course.sent)


def proof_of(told: Told | ToldPerson, sent: Sequence[Message]) -> Iterator[Part]:
    """What signs and stamps the log, and each fact with its place in it."""
    yield Part("text", lines=(_HOW,))
    yield Part("rows", head=("Wat", "Gegeven"), rows=tuple(_head(told, signing_key().public)))
    tell = sentences_of(sent)
    rows = [
        (
            str(one.leaf_index + 1) if one.leaf_index is not None else "nog niet",
            whole_moment(one.at),
            tell(one),
        )
        for one in told.facts
    ]
    if rows:
        yield Part("table", head=("Nummer in het logboek", "Wanneer", "Feit"), rows=tuple(rows))


def _head(told: Told | ToldPerson, key: PublicKey) -> Iterator[tuple[str, str]]:
    waiting = sum(one.leaf_index is None for one in told.facts)
    if told.head is None:
        yield "Logboek", "De feiten staan nog niet in het logboek. Maak het dossier later nog eens."
    else:
        yield "Feiten in het logboek", str(told.head.tree_size)
        yield "Top van de boom", told.head.root_hash
        yield "Ondertekend op", in_words(told.head.at)
    if told.head is not None and waiting:
        yield "Nog niet in het logboek", f"{waiting} van deze feiten. Maak het dossier later nog eens."
    yield "Tijdstempel", _stamped(told)
    yield "Sleutel", key.key_id
    yield "Openbare sleutel", key.pem.decode().strip()


def _stamped(told: Told | ToldPerson) -> str:
    """Which service stamped the head, and when: the stamp that the last of the facts got first is over it."""
    moments = [one.stamped_at for one in told.facts if one.stamped_at is not None]
    if told.stamp is None or not moments:
        return "nog niet"
    return f"{in_words(max(moments))}, door {told.stamp.tsa}"
