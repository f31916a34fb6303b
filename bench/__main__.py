"""`python -m bench`: builds a throw-away instance, measures it beside its floors, and prints the figures."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from bench import floors, looks, measures, report
from bench.archive import flatness
from bench.country import whole_country
from bench.instance import SERVICE, TOWN, Instance, running
from bench.mails import coming_in
from bench.mine import homes
from bench.monitor import whole_monitor
from bench.notices import many_notices
from bench.outage import recomputing
from bench.plan import Plan, inputs, plan
from openloket.formkit.definition import Form
from openloket.formkit.load import parse

_DEFINITION = """
SELECT version.definition FROM offer_formversion AS version
JOIN offer_service AS service ON service.form_version_id = version.id
JOIN tenancy_organisation AS organisation ON organisation.id = service.organisation_id
WHERE organisation.slug = %s AND service.slug = %s
"""


def main() -> int:
    """Measure, print, and write JSON where asked."""
    asked = _arguments()
    with running() as instance:
        figures = measure(instance, asked)
    if asked.mine:
        _tell("the home of Mijn omgeving")
        with running() as instance:  # a new one: here nothing was sent yet
            figures["mine"] = homes(instance, _plan(instance), asked.mine)
    print(report.text(figures))  # noqa: T201 (a command speaks by printing)
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    return 0


def measure(instance: Instance, asked: argparse.Namespace) -> dict[str, Any]:
    """All figures of one run, in the order in which they are printed."""
    form, way = _form(instance), _plan(instance)
    _tell("warming up")
    measures.submissions(instance, way, 8, 2)
    figures: dict[str, Any] = {"start_seconds": instance.start_seconds, "submissions": []}
    for clients in asked.clients:
        _tell(f"submissions, {clients} at a time")
        figures["submissions"].append(measures.submissions(instance, way, clients, asked.seconds))
    receipts = figures["submissions"][-1].pop("receipts")
    figures["memory"] = measures.footprint(instance)
    _tell("floors")
    url = floors.prepare(instance)
    figures["pgbench"] = floors.pgbench(instance, url, asked.clients, asked.seconds / 2)
    answers = inputs(form, date.today())  # noqa: DTZ011 (the day of this machine is meant)
    figures["bare_django"] = floors.bare_django(instance, url, answers, asked.clients, asked.seconds / 2)
    _tell("post, PDFs, statements and weight")
    figures["drain"] = measures.drain(instance, way, 16, asked.seconds)
    _tell("e-mail that comes in")
    figures["mails"] = coming_in(instance, max(50, int(40 * asked.seconds)))
    figures["notices"] = many_notices(instance, asked.notices)
    figures["pdfs"] = measures.pdfs(instance, receipts, 4, asked.seconds / 2)
    figures["statements"] = looks.statements(instance, way)
    figures["pages"] = looks.weights(instance, way)
    if asked.archive:
        _tell("the same with an archive")
        figures["archive"] = flatness(instance, way, asked.archive)
    _tell("recomputing after an outage")
    figures["outage"] = recomputing(instance, date.today())  # noqa: DTZ011 (the day of this machine is meant)
    if asked.catalogue:
        _tell("the whole country")
        figures["country"] = whole_country(instance, asked.catalogue, asked.seconds / 2)
    _tell("the national monitor")
    figures["monitor"] = whole_monitor(instance, asked.catalogue)
    return figures


def _form(instance: Instance) -> Form:
    ((definition,),) = instance.query(_DEFINITION, TOWN, SERVICE)
    return parse(definition)


def _plan(instance: Instance) -> Plan:
    return plan(instance.host, _form(instance), TOWN, SERVICE, date.today())  # noqa: DTZ011 (a date to fill in)


def _numbers(text: str) -> list[int]:
    return [int(one) for one in text.split(",")]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures to this file as well")
    parser.add_argument("--seconds", type=float, default=10, help="length of each run (default: 10)")
    parser.add_argument(
        "--clients", type=_numbers, default=[1, 4, 16, 64], help="citizens at a time (default: 1,4,16,64)"
    )
    parser.add_argument(
        "--notices", type=int, default=2000, metavar="COUNT", help="so many notices wait (default: 2000)"
    )
    parser.add_argument(
        "--archive", type=_numbers, default=[], metavar="SIZES",
        help="measure again with archives of so many submissions, such as 10000,1000000",
    )  # fmt: skip
    parser.add_argument(
        "--mine", type=_numbers, default=[10, 1000, 100_000], metavar="SIZES",
        help="the home of Mijn omgeving with so many zaken (default: 10,1000,100000)",
    )  # fmt: skip
    parser.add_argument(
        "--catalogue", type=Path, metavar="FILE", help="import this catalogue of all municipalities as well"
    )
    return parser.parse_args()


def _tell(what: str) -> None:
    print(f"bench: {what}", file=sys.stderr, flush=True)  # noqa: T201 (a command speaks by printing)


if __name__ == "__main__":
    sys.exit(main())
