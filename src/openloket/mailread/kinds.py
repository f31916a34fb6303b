"""What kind of mail this is, with the reasons in plain Dutch, and who must get no automatic receipt."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from openloket.mailread.bounces import bounces_in
from openloket.mailread.mail import Mail, Origin
from openloket.mailread.notices import by_server

MOST_HOPS = 50

# Groups with a dash or space between them, whatever kind of dash the mail program made of it.
_GAP = "[\\s\u2010-\u2015-]"
_REFERENCE = re.compile(rf"\b([A-Z]{{2,3}}){_GAP}(20\d\d)" + rf"{_GAP}(\w{{3}})" * 3 + r"\b")
_MISREAD = str.maketrans("OIL", "011")
_AUTOREPLY = re.compile(
    r"\s{0,5}(?:automati(?:sch(?:e)? (?:antwoord|reactie|bericht|beantwoording)|c reply|sche antwort)"
    r"|auto(?:matic)?[ -]?(?:reply|response|responder)|out of (?:the )?office(?: reply| autoreply)?"
    r"|abwesenheits(?:notiz|meldung|nachricht)|abwesend|afwezigheids(?:bericht|melding|assistent)"
    r"|niet aanwezig|afwezig|r\u00e9ponse automatique|risposta automatica|respuesta autom\u00e1tica"
    r"|vacation(?: reply)?|autoreply|autosvar)\s{0,3}(?::|\Z|\()",
    re.IGNORECASE,
)
# How servers begin a subject; what people pass on begins with Fw: or Re:.
_AS_A_SERVER = re.compile(
    r"(?:\[postmaster\] )?(?:returned mail|undeliver|delivery (?:status|fail|notif|error)|mail delivery"
    r"|failure notice|non-?delivery|onbestelbaar|unzustellbar)",
    re.IGNORECASE,
)
_AUTOMATIC_HEADERS = ("x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-reply", "x-auto-reply-from")
_LIST_HEADERS = ("list-id", "list-post", "x-mailing-list", "mailing-list", "x-beenthere", "list-unsubscribe")
_SUPPRESSED = frozenset({"all", "autoreply", "oof"})
_NOBODY = re.compile(
    r"(?:no|do[-_.]?not|geen|niet|not|nicht)[-_.]?(?:reply|antwoord\w*|antworten|respond|beantwoorden)\b.*\Z"
    r"|mailer-?daemon\Z|owner-.+|.+-(?:request|owner|bounces?)\Z|bounces?(?:[-+=].*)?\Z|listserv\Z|majordomo\Z",
    re.IGNORECASE,
)


class Kind(StrEnum):
    """How a message is sorted; every kind is kept and shown, none is thrown away."""

    MESSAGE = "message"
    REPLY = "reply"
    BOUNCE = "bounce"
    AUTO = "auto"
    LIST = "list"
    LOOP = "loop"
    SPAM = "spam"


# Whoever sent these gets no automatic receipt (RFC 3834).
UNCONFIRMED = frozenset({Kind.BOUNCE, Kind.AUTO, Kind.LIST, Kind.LOOP, Kind.SPAM})


@dataclass(frozen=True, slots=True)
class Sorting:
    """The kind, why, and the known reference or message it is about.

    Not `certain`: a person may sort it otherwise; an official message could sit behind this sign.
    """

    kind: Kind
    reasons: tuple[str, ...]
    about: str = ""
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Whether a receipt may go out by itself, to which address, and why (not)."""

    may: bool
    to: str
    reasons: tuple[str, ...]


def references_in(text: str) -> tuple[str, ...]:
    """What looks like a reference of a submission, written as DUI-2026-7F3-K9Q-XM2.

    The letters O, I and L are not used after the year: who writes them means a number.
    """
    found = _REFERENCE.findall(text[:20_000].upper())
    told = (f"{prefix}-{year}-" + "-".join(rest).translate(_MISREAD) for prefix, year, *rest in found)
    return tuple(dict.fromkeys(told))


def claims(mail: Mail) -> tuple[str, ...]:
    """Which of our messages and references this one says it is about: what to look up before `classify`."""
    own = (mail.message_id,) if mail.message_id else ()
    return tuple(
        dict.fromkeys((*own, *mail.in_reply_to, *reversed(mail.references), *references_in(mail.subject)))
    )


def classify(mail: Mail, own_addresses: Collection[str], known_references: Collection[str]) -> Sorting:
    """Sort a message. Sources: RFC 3464, 3834, 2919, 5321; what is in doubt stays a message for a person.

    own_addresses: those at which we receive and from which we send · known_references: which of `claims`
    are ours (identifiers of our messages without brackets, references of submissions).
    """
    own = {address.lower() for address in own_addresses}
    answer = _reply(mail, known_references)
    sorting = (
        _loop(mail, own, known_references)
        or _bounce(mail)
        or _automatic(mail)
        or _list(mail, own)
        or _spam(mail)
        or answer
        or Sorting(Kind.MESSAGE, ("Iemand stuurt dit bericht aan ons.",))
    )
    return replace(sorting, about=sorting.about or (answer.about if answer else ""))


def _loop(mail: Mail, own: Collection[str], known: Collection[str]) -> Sorting | None:
    if mail.message_id and mail.message_id in known:
        return Sorting(Kind.LOOP, ("Dit is een bericht dat wij zelf hebben gestuurd.",))
    if any(value.lower().strip("<> ") in own for value in mail.all("x-loop")):
        return Sorting(Kind.LOOP, ("Dit bericht is al eerder bij ons langs geweest.",))
    hops = len(mail.all("received"))
    if hops > MOST_HOPS:
        return Sorting(Kind.LOOP, (f"Dit bericht ging langs {hops} mailservers. Het gaat rond.",))
    if any(_plain(one.address) in own for one in mail.senders):
        return Sorting(Kind.LOOP, ("De afzender is ons eigen adres.",), certain=False)
    return None


def _plain(address: str) -> str:
    """Without what stands after a plus: balie+test@… is balie@…"""
    local, _, domain = address.lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def _bounce(mail: Mail) -> Sorting | None:
    found = () if _AUTOREPLY.match(mail.subject) else bounces_in(mail)
    certain = bool(found) and (_is_report(mail) or any(one.complaint for one in found))
    if not found or not (certain or _AS_A_SERVER.match(mail.subject) or mail.text.startswith("{")):
        return None
    about, reason = found[0].original_message_id, "Een mailserver meldt dat een bericht niet is aangekomen."
    if found[0].complaint:
        reason = "Een mailbedrijf meldt dat iemand een bericht van ons ongewenst noemt."
    return Sorting(Kind.BOUNCE, (reason,), about, certain=certain)


def _is_report(mail: Mail) -> bool:
    """A report for programs, or words of a mail server; a person who passes one on wants an answer."""
    is_reported = any(file.origin is Origin.REPORT for file in mail.attachments)
    return mail.report_type == "delivery-status" or by_server(mail) or (is_reported and not mail.text)


def _automatic(mail: Mail) -> Sorting | None:
    submitted = re.split(r"[\s;(]", mail.first("auto-submitted").strip().lower(), maxsplit=1)[0]
    if submitted and submitted != "no":
        reason = "De computer van de afzender stuurde dit vanzelf (Auto-Submitted)."
        return Sorting(Kind.AUTO, (reason,), certain=submitted in ("auto-replied", "auto-notified"))
    if mail.media_type == "multipart/report":
        return Sorting(Kind.AUTO, ("Dit is een automatische melding, zoals een leesbevestiging.",))
    named = next((name for name in _AUTOMATIC_HEADERS if mail.first(name).lower() not in ("", "no")), "")
    precedence = mail.first("precedence").lower()
    if named or precedence == "auto_reply":
        return Sorting(Kind.AUTO, (f"Dit is een automatisch antwoord ({named or 'Precedence'}).",))
    if _AUTOREPLY.match(mail.subject):
        return Sorting(Kind.AUTO, ("Het onderwerp is dat van een automatisch antwoord.",), certain=False)
    suppressed = {one.strip().lower() for one in mail.first("x-auto-response-suppress").split(",")}
    if suppressed & _SUPPRESSED:
        return Sorting(
            Kind.AUTO, ("De afzender vraagt om geen automatisch antwoord te sturen.",), certain=False
        )
    if mail.return_path == "":
        return Sorting(Kind.AUTO, ("Het bericht heeft geen adres om naar te antwoorden.",), certain=False)
    return None


def _list(mail: Mail, own: Collection[str]) -> Sorting | None:
    """A list of our own (a shared mailbox often is one) does not count: that is how people reach us."""
    ours = {name for address in own for name in (address, address.replace("@", "."))}
    stated = {name: mail.first(name).lower() for name in _LIST_HEADERS if mail.first(name)}
    if any(one in value for one in ours for value in stated.values()):
        return None
    if stated:
        name = next(iter(stated))
        return Sorting(Kind.LIST, (f"Dit komt van een mailinglijst ({name}).",), certain=name == "list-id")
    if mail.first("precedence").lower() in ("list", "bulk", "junk"):
        return Sorting(
            Kind.LIST, ("Dit bericht ging naar veel mensen tegelijk (Precedence).",), certain=False
        )
    return None


def _spam(mail: Mail) -> Sorting | None:
    said = spam_said(mail)
    if not said:
        return None
    reason = f"Onze mailserver noemt dit ongewenste reclame ({', '.join(said)}). Een medewerker kijkt ernaar."
    return Sorting(Kind.SPAM, (reason,), certain=False)


def spam_said(mail: Mail) -> tuple[str, ...]:
    """Which headers call this spam: recorded and shown. Nothing is thrown away for it."""
    level = mail.first("x-ms-exchange-organization-scl").strip()
    said = {
        "X-Spam-Flag": mail.first("x-spam-flag").lower().startswith("yes"),
        "X-Spam-Status": mail.first("x-spam-status").lower().startswith("yes"),
        "X-Spam": mail.first("x-spam").lower().startswith("yes"),
        "SCL": level.isdecimal() and int(level[:3]) >= 5,
    }
    return tuple(name for name, is_said in said.items() if is_said)


def _reply(mail: Mail, known: Collection[str]) -> Sorting | None:
    for identifier in (*mail.in_reply_to, *reversed(mail.references)):
        if identifier in known:
            return Sorting(Kind.REPLY, ("Dit is een antwoord op een bericht van ons.",), identifier)
    for reference in references_in(mail.subject):
        if reference in known:
            return Sorting(Kind.REPLY, (f"In het onderwerp staat kenmerk {reference}.",), reference)
    return None


def answer_address(mail: Mail) -> str:
    """Where an answer goes: where the sender asks for it, else where it came from; empty when nowhere."""
    for found in (mail.reply_to, mail.senders):
        if found:
            return found[0].address
    return mail.sender.address if mail.sender else mail.return_path or ""


def may_be_confirmed(mail: Mail, kind: Kind) -> Confirmation:
    """Whether a receipt may go out by itself (Awb 2:17, RFC 3834): never to a machine, a list or nobody.

    Until a person decides otherwise nothing is sent; then the receipt is sent after all.
    """
    to = answer_address(mail)
    if kind in UNCONFIRMED:
        return Confirmation(False, to, (_WHY_NOT[kind],))
    if not to:
        return Confirmation(
            False, "", ("Er staat geen adres in het bericht waar wij naar kunnen antwoorden.",)
        )
    if _NOBODY.match(to.rpartition("@")[0]):
        return Confirmation(False, to, (f"Op {to} leest niemand post.",))
    return Confirmation(True, to, ("De afzender krijgt een ontvangstbevestiging.",))


_WHY_NOT = {
    Kind.BOUNCE: "Een mailserver krijgt geen ontvangstbevestiging.",
    Kind.AUTO: "Een automatisch bericht krijgt niet vanzelf een ontvangstbevestiging.",
    Kind.LIST: "Een mailinglijst krijgt niet vanzelf een ontvangstbevestiging.",
    Kind.LOOP: "Ons eigen bericht krijgt geen ontvangstbevestiging.",
    Kind.SPAM: "Eerst kijkt een medewerker of dit een echt bericht is.",
}
