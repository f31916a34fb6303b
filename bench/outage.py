"""What an outage costs: counting anew the terms that it touched, beside an archive that it did not touch."""

import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from bench.archive import grow
from bench.instance import REPOSITORY, TOWN, Instance
from openloket.law.kalender import NEDERLANDSE_KALENDER
from openloket.law.termijnen import bezwaartermijn

CASES = ((10_000, 1_000), (100_000, 1_000), (100_000, 10_000))
"""How many zaken there are at the least, and on how many of them a term to object runs."""

_END_EARLIER = "UPDATE zaken_term SET ended_on = current_date WHERE kind = 'objection'"
_BEGIN = """
INSERT INTO zaken_term (organisation_id, zaak_id, kind, article, begins_on, raw_end, last_day, why, origin)
SELECT numbered.organisation_id, numbered.id, 'objection', 'Awb 6:7', began.begins, began.raw, began.last,
       began.why, began.why
FROM (SELECT zaak.id, organisation_id, row_number() OVER (ORDER BY zaak.id DESC) AS n
      FROM zaken_zaak AS zaak JOIN tenancy_organisation AS town ON town.id = zaak.organisation_id
      WHERE town.slug = %s ORDER BY zaak.id DESC LIMIT %s) AS numbered
JOIN unnest(%s::date[], %s::date[], %s::date[], %s::jsonb[]) WITH ORDINALITY
     AS began(begins, raw, last, why, place) ON began.place = 1 + numbered.n %% %s
"""
# Django must know its settings before anything of the product is imported.
_RUN = (
    "from openloket.cli.environment import prepare; prepare(with_django=True); "
    "from bench.outage_run import main; main()"
)


def recomputing(
    instance: Instance, today: date, cases: Sequence[tuple[int, int]] = CASES
) -> list[dict[str, Any]]:
    """Seconds and statements for forgiving and for extending, case by case.

    Ends the worker, which forgives by itself.
    """
    if "worker" in instance.processes:
        instance.stop("worker")
    return [_case(instance, today, zaken, touched) for zaken, touched in cases]


def _case(instance: Instance, today: date, zaken: int, touched: int) -> dict[str, Any]:
    grow(instance, zaken)
    instance.query(_END_EARLIER)
    _begin_terms(instance, today, touched)
    done = subprocess.run(  # noqa: S603 (our own command)
        [sys.executable, "-c", _RUN], input=json.dumps({"town": TOWN}), capture_output=True, text=True,
        check=False, cwd=REPOSITORY, env=instance.environment,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    (there,) = instance.query("SELECT count(*) FROM zaken_zaak")[0]
    return {"zaken": there, "touched": touched, **json.loads(done.stdout)}


def _begin_terms(instance: Instance, today: date, count: int) -> None:
    """Terms to object that run today, begun on every working day of the last weeks."""
    days = (today - timedelta(days=number) for number in range(2, 40))
    terms = [
        bezwaartermijn(day, NEDERLANDSE_KALENDER) for day in days if NEDERLANDSE_KALENDER.is_werkdag(day)
    ]
    columns = (
        [term.begin for term in terms],
        [term.ruwe_einddatum for term in terms],
        [term.laatste_dag for term in terms],
        [json.dumps(term.naar_dict()) for term in terms],
    )
    instance.query(_BEGIN, TOWN, count, *columns, len(terms))
    instance.query("VACUUM ANALYZE zaken_term")
