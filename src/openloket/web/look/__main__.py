"""Command: build the looks, `python -m openloket.web.look [tokens folder]`."""

import sys
from pathlib import Path

from openloket.web.look.assets import BUILT
from openloket.web.look.build import build_all

# The checkout's own looks; an installation with other looks names its folder.
TOKENS = Path(__file__).resolve().parents[4] / "frontend" / "tokens"


def main(arguments: list[str]) -> int:
    """Build, say what was made, and warn for colours that are hard to read."""
    source = Path(arguments[0]) if arguments else TOKENS
    for look in build_all(source, BUILT):
        sys.stdout.write(f"  {look.file:<44} {look.size:>7} bytes\n")
        for sentence in look.weak:
            sys.stdout.write(f"    hard to read: {sentence}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
