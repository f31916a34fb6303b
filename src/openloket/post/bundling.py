"""Mails of low value to one address go together in one: which may, and how long the first one waits."""

from datetime import timedelta

from openloket.post.kinds import KINDS

WAIT = timedelta(hours=1)
"""So long a mail of low value waits for others."""

MOST = 20
"""So many go in one mail."""

LOW = tuple(sorted(kind.name for kind in KINDS.values() if kind.low_value))
"""Kinds that nobody waits for and no term hangs on; never a receipt, a notice or an official message."""

KIND = "bundle"
"""The kind of the one mail in which they go."""


def told_in(text: str) -> list[str]:
    """What a mail of low value says, without its title, greeting and sender: paragraphs of one line each.

    Those mails are all made by one template (mail/mandate.txt); of another text nothing is left out.
    """
    parts = [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
    if len(parts) > 3 and parts[1].startswith("Beste "):
        return parts[2:-1]
    return parts
