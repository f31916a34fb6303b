"""`openloket serve`: the web pages, by granian."""

import argparse

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels


def run(arguments: argparse.Namespace) -> int:
    """Serve until SIGTERM or Ctrl-C; requests under way are finished first."""
    server = Granian(
        "openloket.web.process:application",
        address=arguments.address,
        port=arguments.port,
        interface=Interfaces.WSGI,
        workers=arguments.workers,
        blocking_threads=arguments.threads,
        respawn_failed_workers=True,
        workers_kill_timeout=30,
        log_level=LogLevels.warning,
        websockets=False,
    )
    server.serve()
    return 0
