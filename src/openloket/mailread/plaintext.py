"""Plain text as people mean it: lines broken for the wire made whole (RFC 3676), and tidied to store."""

import re

_LINE_ENDS = re.compile(r"\r\n?|[\u0085\u2028\u2029]")
# Not to be stored, or able to make text read differently from what it says.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)


def tidy(text: str) -> str:
    """Text with newlines as line ends and without control characters; space around the whole removed."""
    text = _UNWANTED.sub("", _LINE_ENDS.sub("\n", text))
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")


def unflowed(text: str, *, without_space: bool) -> str:
    """Lines that end in a space go on in the next one, as long as they are quoted equally deep.

    `without_space`: the space was put there for the wire (DelSp=yes).
    """
    out: list[tuple[int, list[str]]] = []
    goes_on = False
    for line in _LINE_ENDS.sub("\n", text).split("\n"):
        words = line.lstrip(">")
        depth = len(line) - len(words)
        words = words.removeprefix(" ")
        is_signature = words == "-- "
        if goes_on and not is_signature and out[-1][0] == depth:
            out[-1][1].append(words)
        else:
            out.append((depth, [words]))
        goes_on = words.endswith(" ") and not is_signature
        if goes_on and without_space:
            out[-1][1][-1] = words[:-1]
    return "\n".join(
        ("> " if depth == 1 else ">" * depth + " " * bool(depth)) + "".join(words) for depth, words in out
    )
