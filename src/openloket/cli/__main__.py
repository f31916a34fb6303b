"""The `openloket` command: finds the command, makes ready what it needs, and runs it."""

import importlib
import os
import sys
from collections.abc import Sequence

from openloket.cli.commands import Command, Needs, parser
from openloket.conf.env import ConfigurationError


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; a mistake in the configuration is told in one line."""
    arguments = parser().parse_args(words)
    try:
        return _run(arguments.command, arguments)
    except ConfigurationError as problem:
        print(f"openloket: {problem}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # who read along, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def _run(command: Command, arguments: object) -> int:
    if command.needs is not Needs.NOTHING:
        # Loaded by name: commands that need no database must not pay for one.
        importlib.import_module("openloket.cli.environment").prepare(
            with_django=command.needs is Needs.DJANGO
        )
    module = importlib.import_module(f"openloket.cli.{command.module}")
    return int(module.run(arguments))


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    sys.exit(main())
