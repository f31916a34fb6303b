"""A message is passed on to another team; told at once, the term may begin later (Awb 2:16(1)(a), 2:24)."""

from datetime import datetime

from django.db import transaction

from openloket.flows.referral.referring import Ask, UnableToRefer, begin, keep, tell
from openloket.intake.models import Referral
from openloket.tenancy.models import Team
from openloket.zaken.models import Zaak


def pass_inside(ask: Ask, now: datetime) -> Referral:
    """Give the zaak to the team, and to nobody in particular; tell the sender where that was chosen.

    The term keeps its earlier start until that message left (referral_left). Raises UnableToRefer.
    """
    with transaction.atomic():
        looked = begin(ask, now)
        team = Team.objects.filter(pk=ask.choice.team_id).first()
        if team is None:
            raise UnableToRefer("Kies een team.", {"team": "Kies aan welk team u dit doorgeeft."})
        if not Zaak.objects.filter(pk=ask.zaak.pk).exclude(team=team).update(team=team, assignee=None):
            raise UnableToRefer("Kies een ander team.", {"team": "Deze zaak ligt al bij dit team."})
        message = tell(ask, looked, now) if ask.choice.tell else None
        return keep(ask, looked, now, message, to_team=team)
