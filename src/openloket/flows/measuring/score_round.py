"""The figures of a round are computed and kept, so that pages need not count again."""

from datetime import datetime

from django.db import transaction

from openloket.monitor.models import Round, Scoring, Tally
from openloket.monitor.scoring.channels import Audience, Basis
from openloket.monitor.tallying import DEFINITIONS, parts, scope_of, seen_in, tally


def score_round(round: Round, now: datetime) -> Scoring:
    """Count all that was seen; an earlier computation stays beside it, so that every figure can be traced."""
    with transaction.atomic():
        held = Round.objects.select_for_update().get(pk=round.pk)
        scope = scope_of(held)
        seen = {basis: seen_in(held, basis, scope) for basis in Basis}
        scoring = Scoring.objects.create(
            round=held, at=now, observations=sum(map(len, seen.values())), definitions=DEFINITIONS
        )
        Tally.objects.bulk_create(
            (
                tally(scoring, part, basis, audience, count)
                for basis, some in seen.items()
                if some
                for audience in (None, *Audience)
                for part, count in parts(scope, some, audience)
                if count.expected
            ),
            batch_size=1000,
        )
    return scoring
