"""Who is represented is told: that somebody may act for them, and when that somebody first does."""

from datetime import datetime

from openloket.flows.mandates.mandating import CODE_PAGE, Contact, Words, contact_of, in_words, tell
from openloket.intake.references import key_hash, new_key
from openloket.law.kalender import dag_in_amsterdam
from openloket.people.mandates import BY_LAW, INVITED, Basis, covers
from openloket.people.models import Mandate
from openloket.tenancy.addresses import public_url
from openloket.tenancy.models import Organisation

_SELF = (Basis.PORTAL, Basis.CHAIN, Basis.BESIDE)
"""Who is represented did this in person, so nobody need tell them that it is so."""


class NotHeld(Exception):
    """The mandate ended, or does not cover this product."""


def hold_mandate(mandate_id: int, product: str, now: datetime) -> None:
    """Let nobody end the mandate until this transaction is over; of two at once one wins. Raises NotHeld."""
    rows = Mandate.objects.select_for_update(of=("self",)).filter(pk=mandate_id)
    mandate: Mandate | None = rows.first()
    if mandate is None or not covers(mandate, product, dag_in_amsterdam(now)):
        raise NotHeld


def tell_grantor(organisation: Organisation, mandate: Mandate, now: datetime) -> None:
    """A mandate on paper or by law holds now: by letter, with a code by which they see it themselves.

    Call it within the transaction in which it began to hold. The letter is the guard against a forged paper.
    """
    if mandate.basis in _SELF or mandate.grantor_id is not None:
        return
    key = new_key()
    Mandate.objects.filter(pk=mandate.pk).update(invite_hash=key_hash(key))
    mandate.refresh_from_db()
    stop = "Bel ons dan." if mandate.basis in BY_LAW else "Bel ons dan, of log in en stop het zelf."
    words = Words(
        "mandate_known",
        "Iemand mag namens u handelen",
        [
            f"{mandate.holder_name} mag namens u met de gemeente handelen, als {Basis(mandate.basis).label}.",
            in_words(mandate),
            f"Klopt dit niet? {stop}",
            "Wilt u zien wat deze persoon voor u stuurt? Log dan in via het adres hieronder. "
            f"Dat adres werkt {INVITED.days} dagen. Geef het aan niemand anders.",
        ],
        "Inloggen",
        public_url(organisation, f"{CODE_PAGE}/{key}"),
    )
    tell(organisation, mandate, Contact(mandate.grantor_name), words, now)


def tell_first_use(
    organisation: Organisation, mandate_id: int, product: str, reference: str, now: datetime
) -> None:
    """Somebody sent a first message on this mandate: who is represented is told, once.

    Call it within the transaction that received the message. With the person beside them nobody need be told;
    of a chain, whose mandates are made at each login, once for the same two people.
    """
    mandate = Mandate.objects.select_related("holder").get(pk=mandate_id)
    if mandate.basis == Basis.BESIDE or mandate.told_at is not None or _told_before(mandate):
        return
    if not Mandate.objects.filter(pk=mandate.pk, told_at=None).update(told_at=now):
        return
    name = mandate.holder.name if mandate.holder else mandate.holder_name
    words = Words(
        "mandate_used",
        "Er is namens u een bericht gestuurd",
        [
            f"{name} heeft namens u een bericht naar de gemeente gestuurd, als {Basis(mandate.basis).label}.",
            f"Onderwerp: {product}. Kenmerk: {reference}.",
            "Dit bericht krijgt u alleen de eerste keer. Wat namens u is gestuurd, staat in Mijn omgeving.",
            "Wilt u dit niet, of klopt het niet? Bel ons, of stop de machtiging in Mijn omgeving.",
        ],
        "Naar Mijn omgeving",
        public_url(organisation, "mijn/machtigingen"),
    )
    tell(organisation, mandate, contact_of(mandate.grantor_id, mandate.grantor_name), words, now)


def _told_before(mandate: Mandate) -> bool:
    if mandate.basis != Basis.CHAIN:
        return False
    before = Mandate.objects.filter(
        basis=Basis.CHAIN, grantor_id=mandate.grantor_id, holder_id=mandate.holder_id
    )
    return before.exclude(told_at=None).exists()
