"""`openloket doctor`: looks at everything an installation needs, and says how to mend what is wrong."""

import argparse
import importlib

from openloket.cli import environment
from openloket.cli.findings import Examination, Finding, Mark, examine, fine


def run(arguments: argparse.Namespace) -> int:
    """Print a line for each thing looked at; exit code 1 when something must be mended."""
    found = [_tell(_CONFIGURATION)]
    if found[0].mark is not Mark.NOT:
        # Can't be loaded before the configuration holds.
        examinations = importlib.import_module("openloket.cli.examinations")
        found.append(_tell(examinations.DATABASE))
        inside = examinations.IN_DATABASE if found[-1].mark is not Mark.NOT else []
        found += [_tell(one) for one in [*inside, *examinations.BESIDE_DATABASE]]
    wrong = sum(finding.mark is Mark.NOT for finding in found)
    print(f"\nTo mend: {wrong}." if wrong else "\nAll is well.")
    return 1 if wrong else 0


def _tell(one: Examination) -> Finding:
    finding = examine(one)
    print(f"{finding.mark:<4}{one.subject}: {finding.text}")
    if finding.mend:
        print(f"    to mend: {finding.mend}")
    return finding


def _configuration() -> Finding:
    own = not environment.database_is_given()
    environment.prepare(with_django=True)
    whose = "the database that comes along" if own else "the database in DATABASE_URL"
    return fine(f"all values can be used; {whose}; data in {environment.data_folder()}")


_CONFIGURATION = Examination(
    "configuration", _configuration, "correct the named value in the environment; docs/howto explains each"
)
