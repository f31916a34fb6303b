"""Reads what mail servers write to people about a message that did not arrive: whom not, in which words."""

import re
from dataclasses import dataclass

from openloket.mailread import headers
from openloket.mailread.bounce import words as say
from openloket.mailread.bounce.causes import told_by
from openloket.mailread.bounce.model import ADDRESS_IS_WRONG, Cause
from openloket.mailread.mail import Mail, Origin

MOST_LINES = 500
MOST_RECIPIENTS = 100
LONGEST_LINE = 1_000
_ADDRESS = re.compile(say.ADDRESS)
_ENOUGH = ADDRESS_IS_WRONG | {Cause.SUSPENDED, Cause.MAILBOX_FULL, Cause.TOO_LARGE}
_TO = re.compile(r"\s{0,8}>?\s?to:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Failure:
    """Whom a message did not reach, the words about it, and whether the server is still trying.

    `near` are the words that stand with the recipient, `words` those and the rest of the notice.
    """

    recipient: str
    words: str
    still_trying: bool
    near: str = ""


def by_server(mail: Mail) -> bool:
    """Whether a mail server sent this, by its name or the empty sender on the envelope (RFC 5321 4.5.5)."""
    names = [*(one.address for one in mail.senders), mail.return_path or ""]
    if any(is_server(name) for name in names) or mail.return_path == "":
        return True
    return bool(say.DAEMON_NAMES.search(mail.first("from")))


def is_server(address: str) -> bool:
    """Whether this is the name of a mail server, and nobody's."""
    return bool(say.DAEMONS.match(address.rpartition("@")[0]))


def is_notice(mail: Mail) -> bool:
    """Whether a mail server wrote this because a message did not arrive, by who sends it and what it says."""
    if mail.first("x-failed-recipients"):
        return True
    if say.ARRIVED.match(mail.subject) or _answers_for_a_person(mail):
        return False
    text = mail.text[:4_000]
    by_subject = bool(say.SUBJECTS.search(mail.subject))
    by_words = bool(say.NOTICES.search(text) or say.STILL_TRYING.search(text))
    if by_server(mail):
        came_back = any(file.origin in (Origin.MESSAGE, Origin.REPORT) for file in mail.attachments)
        by_code = bool(say.ENHANCED.search(text))  # whatever the language
        is_named = _is_named(mail)
        # A server by name also warns of what is nearly full; nobody writes as nobody.
        by_cause = (is_named or not mail.senders) and told_by(text) in _ENOUGH
        signs = (by_subject, by_words, by_code, by_cause, came_back)
        return sum(signs) >= (2 if is_named else 1)
    return by_subject and by_words and not mail.in_reply_to


def _is_named(mail: Mail) -> bool:
    """Whether the sender has a name of his own, and not that of a mail server."""
    named = bool(mail.senders) and not any(is_server(one.address) for one in mail.senders)
    return named and not say.DAEMON_NAMES.search(mail.first("from"))


def _answers_for_a_person(mail: Mail) -> bool:
    """Whether the program of a person who is away answers: under his own name, without a report or a code."""
    reported = mail.report_type or any(file.origin is Origin.REPORT for file in mail.attachments)
    by_program = bool(say.FOR_A_PERSON.match(mail.first("auto-submitted")))
    return _is_named(mail) and by_program and not reported and not say.ENHANCED.search(mail.text[:4_000])


def failures(mail: Mail) -> list[Failure]:
    """Whom it did not reach, an empty name when it names nobody; nothing when it is no such notice."""
    if not is_notice(mail):
        return []
    lines = notice(mail.text)
    whole = "\n".join(lines)
    still = bool(say.STILL_TRYING.search(f"{mail.subject}\n{whole}")) and not say.GIVEN_UP.search(whole)
    named = _ADDRESS.findall(mail.first("x-failed-recipients"))
    found = {one: _around(lines, one) for one in named} or _pointed_at(lines, mail)
    if not found:
        return [Failure("", whole, still)]
    found = _as_sent(found)
    rest = whole if len(found) == 1 else ""
    found |= {one: _around(lines, one) for one in say.EXPANDED.findall(whole) if one not in found}
    return [
        Failure(address, "\n".join([*words, rest]), still, "\n".join(words))
        for address, words in list(found.items())[:MOST_RECIPIENTS]
    ]


def _as_sent(found: dict[str, list[str]]) -> dict[str, list[str]]:
    """By the address that we sent to, where the one that failed stood for it."""
    sent: dict[str, list[str]] = {}
    for address, words in found.items():
        stood_for = say.STOOD_FOR.search("\n".join(words))
        sent.setdefault(stood_for[1] if stood_for else address, []).extend(words)
    return sent


def words_about(mail: Mail, recipient: str) -> str:
    """What the notice says near a recipient, for a report that does not say why; or nothing."""
    lines = notice(mail.text)
    found = _around(lines, recipient)
    return "\n".join(found) if found is not lines else ""


def notice(text: str) -> list[str]:
    """The lines of the server's own words: until the message that came back begins."""
    lines = [line[:LONGEST_LINE] for line in text.split("\n")[:MOST_LINES]]
    for number, line in enumerate(lines):
        if say.ORIGINAL.match(line) and number:
            return lines[:number]
        if say.HEADERS.match(line) and any(
            say.HEADERS.match(other) for other in lines[number + 1 : number + 4]
        ):
            return lines[:number]
    return lines


def _pointed_at(lines: list[str], mail: Mail) -> dict[str, list[str]]:
    """The addresses in the surest place in which any stands that is not the sender's own."""
    own = {one.address.lower() for one in (*mail.senders, *mail.to, *mail.cc)}
    own -= {one.lower() for one in _sent_to(mail)}
    to_the_point = [(number, line) for number, line in enumerate(lines) if "@" in line]
    straight = [row for row in to_the_point if not say.ASIDE.match(row[1])]
    ways = [(straight, False, place) for place in say.PLACES]
    ways += [(_completed(lines, mail), False, say.PLACES[1])]
    ways += [(to_the_point, False, place) for place in say.PLACES]
    ways += [(straight, True, place) for place in say.PLACES]
    for rows, also_servers, place in ways:
        found = _in_place(place, rows, own, also_servers=also_servers)
        if found:
            return {address: _words(lines, numbers) for address, numbers in found.items()}
    return {}


def _completed(lines: list[str], mail: Mail) -> list[tuple[int, str]]:
    """Names without a domain after a line that announces addresses: they belong to the server itself."""
    domain = next((one.address.rpartition("@")[2] for one in mail.senders if is_server(one.address)), "")
    announced = [
        number for number, line in enumerate(lines[:-1], start=1) if domain and say.ANNOUNCED.match(line)
    ]
    return [(number, f"{lines[number].strip()}@{domain}") for number in announced]


def _in_place(
    place: re.Pattern[str], rows: list[tuple[int, str]], own: set[str], *, also_servers: bool
) -> dict[str, list[int]]:
    """The addresses that stand so, each as it was written first, with the numbers of their lines."""
    found: dict[str, tuple[str, list[int]]] = {}
    for number, line in rows:
        match = place.match(line)
        address = match[1].strip("'`.") if match else ""
        if address and address.lower() not in own and (also_servers or not is_server(address)):
            found.setdefault(address.lower(), (address, []))[1].append(number)
    return dict(found.values())


def _words(lines: list[str], numbers: list[int]) -> list[str]:
    return [line for number in numbers[:20] for line in _paragraph(lines, number)]


def _paragraph(lines: list[str], number: int) -> list[str]:
    """The line and what follows on it, until the next address begins or an empty line after some words."""
    out = [lines[number]]
    for line in lines[number + 1 : number + 12]:
        if any(place.match(line) for place in say.PLACES[:3]) or (not line.strip() and len(out) > 1):
            break
        out.append(line)
    return out


def _around(lines: list[str], address: str) -> list[str]:
    for number, line in enumerate(lines):
        if address.lower() in line.lower():
            return _paragraph(lines, number)
    return lines


def _sent_to(mail: Mail) -> list[str]:
    """To whom the message that came back was sent, as its headers say: inside, or copied in the text."""
    for file in mail.attachments:
        if file.origin in (Origin.MESSAGE, Origin.REPORT) and file.media_type != "message/delivery-status":
            found = _ADDRESS.findall(headers.split(file.content[:200_000], whole=True)[0].first("to")[:5_000])
            if found:
                return found
    rest = mail.text.split("\n")[len(notice(mail.text)) : MOST_LINES]
    told = [line[:LONGEST_LINE] for line in rest if _TO.match(line[:20])]
    return _ADDRESS.findall(told[0]) if told else []
