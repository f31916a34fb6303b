"""Somebody asks for a copy of everything we have of them, and fetches it (AVG art. 15(3))."""

import secrets
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from openloket.evidence.log import Fact, describe, record
from openloket.flows.queue import enqueue
from openloket.intake.models import Submission
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.kanalen import Kanaal
from openloket.offer.models import Channel
from openloket.people.levels import highest
from openloket.people.mandates import Viewer
from openloket.people.models import OwnCopy, Person
from openloket.people.own_copies import is_ready
from openloket.tenancy import scope
from openloket.zaken.mine import zaken_of

TASK = "make_own_copy"
MOST_A_DAY = 3


class UnableToCopy(Exception):
    """It can't be asked or fetched now; the message is what the person is told."""


def ask_own_copy(person_id: int, now: datetime) -> OwnCopy:
    """Let the worker make it. Raises UnableToCopy: one is being made, or it was asked too often today."""
    busy = UnableToCopy("Wij maken al een kopie voor u. Kijk over een paar minuten nog eens.")
    try:
        with transaction.atomic():
            Person.objects.select_for_update().get(pk=person_id)
            today = OwnCopy.objects.filter(person_id=person_id, asked_at__gt=now - timedelta(days=1))
            if today.filter(made_at=None).exists():
                raise busy
            if today.count() >= MOST_A_DAY:
                raise UnableToCopy("U vroeg dit vandaag al een paar keer. Probeer het morgen weer.")
            folder = f"copies/{now:%Y-%m-%d}/{scope.current()}"
            name = f"{folder}/{secrets.token_hex(20)}"
            asked = OwnCopy.create(person_id=person_id, storage_name=name, asked_at=now)
            _note("copy.asked", person_id, now)
            enqueue(TASK, organisation_id=scope.current(), copy_id=asked.pk)
    except IntegrityError as other:
        raise busy from other
    return asked


def fetch_own_copy(copy: OwnCopy, now: datetime) -> OwnCopy:
    """Somebody takes the file; that it went is a fact. Raises UnableToCopy: it is thrown away by now.

    The caller checked whose it is, and that they logged in surely enough a moment ago.
    """
    with transaction.atomic():
        mine: OwnCopy | None = OwnCopy.objects.select_for_update().filter(pk=copy.pk).first()
        if mine is None or not is_ready(mine, now):
            raise UnableToCopy("Dit bestand is weggegooid. U kunt een nieuwe kopie vragen.")
        _note("copy.fetched", mine.person_id, now)
    return mine


def level_for(person_id: int, now: datetime) -> str:
    """How surely somebody must be known for this: as for the product of theirs that asks most; empty: any."""
    today, zaken = dag_in_amsterdam(now), zaken_of(Viewer(person_id))
    web = Channel.objects.filter(service__in=zaken.values("service_id"), kind=Kanaal.WEBFORMULIER)
    asked = web.filter(designated=True, valid_from__lte=today).values_list("login_level", flat=True)
    # Not of who acts for them: another may have a way to log in that they do not have.
    own = Submission.objects.filter(person_id=person_id, represented=None)
    sent = own.filter(pk__in=zaken.values("submission_id")).values_list("level", flat=True)
    return highest({level for level in (*asked.distinct(), *sent.distinct()) if level})


def _note(kind: str, person_id: int, now: datetime) -> None:
    body = describe(kind, now, "citizen")
    record(scope.current(), now, "citizen", [Fact(kind, "person", person_id, body)])
