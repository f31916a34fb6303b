"""`openloket worker`: the work in the background."""

import argparse
import logging

from django.conf import settings

from openloket.conf import env
from openloket.work import worker

# Connections kept free of jobs. The standing duties are short and take turns with them.
_FOR_STANDING_DUTIES = 2


def run(arguments: argparse.Namespace) -> int:
    """Work until SIGTERM or Ctrl-C; messages under way are finished first."""
    # The queue tells of every job at this level; what matters is in the log of evidence.
    logging.getLogger("procrastinate").setLevel(logging.WARNING)
    concurrency = arguments.concurrency or env.integer("OPENLOKET_WORKER_CONCURRENCY", 4, least=1)
    connections = concurrency + _FOR_STANDING_DUTIES
    if settings.DATABASES["default"]["OPTIONS"]["pool"]["max_size"] < connections:
        raise env.ConfigurationError(
            f"{concurrency} jobs at a time need OPENLOKET_DATABASE_POOL={connections}"
        )
    worker.run(concurrency)
    return 0
