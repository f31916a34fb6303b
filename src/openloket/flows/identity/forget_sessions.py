"""Logins that are over are forgotten: who was logged in, who was on the way, and codes to see a status."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from openloket.flows.one_by_one import one_by_one
from openloket.intake.models import Draft, StatusCode, Submission
from openloket.people.mandates import OF_ONE_SESSION
from openloket.people.models import Mandate, PendingLogin, PersonSession
from openloket.people.sessions import IN_ALL
from openloket.tenancy.duties import Duty
from openloket.tenancy.login_limit import KEPT
from openloket.tenancy.models import DirectoryLogin, LoginAttempts, Organisation

KEPT_PENDING = timedelta(days=1)
KEPT_SESSIONS = timedelta(days=30)
KEPT_CODES = timedelta(days=30)


def _never_used(now: datetime) -> "QuerySet[Mandate]":
    """Mandates of one session, by a chain or with the person beside, on which nothing was ever sent."""
    of_mandate = {"mandate": OuterRef("pk")}
    old: QuerySet[Mandate] = Mandate.objects.filter(
        basis__in=OF_ONE_SESSION, proposed_at__lt=now - KEPT_SESSIONS - IN_ALL
    )
    used = Exists(Submission.objects.filter(**of_mandate)) | Exists(Draft.objects.filter(**of_mandate))
    return old.exclude(used).exclude(Exists(PersonSession.objects.filter(acting_for=OuterRef("pk"))))


def forget_sessions(now: datetime) -> int:
    """Remove what docs/retention.md says is kept no longer, in every organisation; gives how many rows."""
    everywhere = Organisation.objects.values_list("pk", flat=True)
    return one_by_one(Duty.FORGET_SESSIONS, everywhere, lambda _: _forget(now), now)


def _forget(now: datetime) -> int:
    with transaction.atomic():
        old = [
            PendingLogin.objects.filter(begun_at__lt=now - KEPT_PENDING),
            # A session that nobody ended is over by itself after IN_ALL.
            PersonSession.objects.filter(begun_at__lt=now - KEPT_SESSIONS - IN_ALL),
            _never_used(now),
            StatusCode.objects.filter(until__lt=now - KEPT_CODES),
            DirectoryLogin.objects.filter(begun_at__lt=now - KEPT_PENDING),
            LoginAttempts.objects.filter(since__lt=now - KEPT),
        ]
        return sum(rows.delete()[0] for rows in old)
