"""What a sender wrote himself: a message without the older messages that stand below it."""

import re

_BELOW = re.compile(
    r"^[ \t]*(?:-{2,}[ \t]*(?:oorspronkelijk|origineel|original|doorgestuurd|forwarded)[ \w]{0,30}-{2,}"
    r"|_{10,}[ \t]*$|(?:op|on)\b.{5,200}\b(?:schreef|heeft\b.{0,200}\bgeschreven|wrote)\b.{0,200}:[ \t]*$"
    r"|(?:van|from):.{1,300}\n(?:verzonden|sent|datum|date|aan|to):)",
    re.IGNORECASE | re.MULTILINE,
)
_MOST = 100_000


def own_words(text: str) -> str:
    """The text above older messages, without quoted lines; everything when nothing else is left.

    Used to recognise what somebody wants: words of our own letters, quoted below, must not decide that.
    """
    begun = text[:_MOST]
    below = _BELOW.search(begun)
    above = begun[: below.start()] if below else begun
    lines = [line for line in above.split("\n") if not line.lstrip().startswith(">")]
    return "\n".join(lines).strip()
