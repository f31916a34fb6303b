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
