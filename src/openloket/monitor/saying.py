"""What municipalities say of themselves beside what was measured, for each product of a round."""

from django.db import connection

from openloket.monitor.beside import Difference
from openloket.monitor.models import Round
from openloket.monitor.scoring.channels import DIGITAL, NEUTRAL, UNSETTLED, Basis

_SIDES = """
WITH current AS (
    SELECT municipality_id, product_id, audience, basis, channel = ANY(%(digital)s) AS digital
    FROM monitor_observation
    WHERE round_id = %(round)s AND basis = ANY(%(bases)s) AND channel <> ALL(%(neither)s)
      AND id NOT IN (
          SELECT replaces_id FROM monitor_observation WHERE round_id = %(round)s AND replaces_id IS NOT NULL
      )
)
SELECT product_id, count(*),
       count(*) FILTER (WHERE said = seen),
       count(*) FILTER (WHERE said AND NOT seen),
       count(*) FILTER (WHERE seen AND NOT said)
FROM (
    -- Counting both sides at once: joining them takes seconds where the database has no statistics yet.
    SELECT product_id, bool_or(digital) FILTER (WHERE basis = %(said)s) AS said,
           bool_or(digital) FILTER (WHERE basis = %(seen)s) AS seen
    FROM current GROUP BY municipality_id, product_id, audience
) beside
WHERE said IS NOT NULL AND seen IS NOT NULL
GROUP BY product_id
"""


def differences_by_product(round: Round) -> dict[int, Difference]:
    """By product: how often both are known, agree, and which of the two alone says digital: one statement."""
    given: dict[str, int | str | list[str]] = {
        "round": round.pk,
        "digital": [one.value for one in DIGITAL],
        "neither": [one.value for one in NEUTRAL | UNSETTLED],
        "bases": [Basis.DECLARED.value, Basis.MEASURED.value],
        "said": Basis.DECLARED.value,
        "seen": Basis.MEASURED.value,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SIDES, given)
        return {product: Difference(*numbers) for product, *numbers in cursor.fetchall()}


def summed(some: dict[int, Difference]) -> Difference:
    """All products together."""
    found = some.values()
    return Difference(
        sum(one.compared for one in found),
        sum(one.agree for one in found),
        sum(one.only_said for one in found),
        sum(one.only_measured for one in found),
    )
