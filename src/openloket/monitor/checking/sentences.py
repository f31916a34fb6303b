"""What the sentences of a page tell of its channels: weaker than a link or a form, but in words."""

import re
from collections.abc import Iterator
from dataclasses import replace

from openloket.monitor.checking import vocabulary as words
from openloket.monitor.checking.findings import Reason
from openloket.monitor.checking.page import Block, Page, Region
from openloket.monitor.checking.subject import Subject
from openloket.monitor.checking.wording import Phrases, Text, sentences
from openloket.monitor.scoring.channels import Channel

ADDRESS = re.compile(r"[\w.+-]+\s?(?:@|\[at\]|\(at\)|\[apenstaart\])\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_IN_SOME_CASES = Phrases(
    "als", "wanneer", "in sommige gevallen", "soms", "voor kleine", "tenzij", "indien", "meestal", "if",
    "bij kleine",
    "uitzondering", "behalve", "voor een", "voor het", "binnenshuis",
)  # fmt: skip
_NUMBER = re.compile(r"\b(?:0\d{1,3}[ -]{0,3}(?:\d[ -]?){5,8}\d|14 ?0\d{2,3}|088[ -]?(?:\d[ -]?){6}\d)\b")
_ON_CONDITION = re.compile(r"(?i)^(voor|bij|als|wanneer|indien|is|zijn|heeft|hebt|heb|woont|bent)\b")
_WHO_CANNOT = re.compile(
    r"(?i)\?\s*$|^(lukt|kunt|kun|kan|wilt|wil|heeft|hebt|heb|als|indien|wanneer|bent|mensen die|voor wie)\b"
)
"""Words for people who can't: that others can't either, they do not say."""
_GEEN = re.compile(r"(?i)\bgeen (?:\w+ )?([\w-]+)")
_FOR_WHOM = re.compile(
    r"(?i)(geen digid|geen computer|geen internet|lukt|liever|niet digitaal|niet online|hulp)\b.*\?$"
)
MAIL_FORM = "De e-mail is voor een formulier"
_QUOTE = 160
_ONLINE = (Channel.WEB_FORM, Channel.WEB_FORM_LOGIN, Channel.PORTAL)


def told_by_sentences(page: Page, subject: Subject) -> Iterator[Reason]:
    """Reasons from the running text of the content, the first paragraphs included."""
    labels = {one.text.rstrip(".") for one in page.links}
    has_mailbox = any(
        ADDRESS.search(one.text) and not words.asks(one.text)
        for one in page.content
        if one.region is Region.MAIN
    )
    is_news = any(words.NEWS.found(one.text) for one in page.blocks[:12] if one.region is Region.MAIN)
    aside = False
    for place, block in enumerate(page.content):
        if block.level > 1:
            aside = bool(words.OFF_TOPIC.found(block.text)) and not subject.is_in(block.text)
        if aside:
            continue
        if block.region is not Region.MAIN or block.level == 1 or block.text.rstrip(".") in labels:
            continue
        before = ""
        for sentence in sentences(block.text):
            if sentence.rstrip(".") in labels:
                continue
            if has_mailbox and words.SEND_MAIL.found(sentence) and not words.asks(sentence):
                yield Reason(Channel.EMAIL, 0.6, "De tekst vraagt om een e-mail", sentence[:_QUOTE])
            told = _sentence(Text.of(sentence), block, subject, first=place < 5, news=is_news)
            yield from (_of_some(one) for one in told) if _FOR_WHOM.search(before) else told
            before = sentence


def _of_some(reason: Reason) -> Reason:
    """What follows "Geen DigiD?" is the way for those who can't take the other."""
    return replace(reason, strength=reason.strength * 0.4) if reason.channel is Channel.DESK else reason


def _sentence(text: Text, block: Block, subject: Subject, *, first: bool, news: bool) -> Iterator[Reason]:
    quote = text.words[:_QUOTE]
    applies = bool(words.APPLY.found(text))
    if words.NOT_ONLINE.found(text) and not _WHO_CANNOT.search(text.words):
        yield from _not_online(text, quote)
        return
    if not text.words.endswith("?"):
        yield from _not_offered(text, quote, subject, first=first)
    yield from _at_the_desk(text, quote, applies=applies)
    if applies and words.ONLY_DESK.found(text) and not _is_for_some(text):
        for channel in _ONLINE:
            yield Reason(channel, -0.4, "Alleen bij de gemeente zelf", quote)
    yield from _by_mail(text, quote, applies=applies)
    if news:
        return
    if applies:
        yield from _online(text, quote)
    if applies or words.PAPER_FORM.found(block.text):
        yield from _on_paper(text, block, quote)


def _by_mail(text: Text, quote: str, *, applies: bool) -> Iterator[Reason]:
    if not ADDRESS.search(text.words) or words.asks(text.words):
        return
    if words.MAIL.found(text):
        is_form = words.PAPER_FORM.found(text) or words.SCAN.found(text)
        yield Reason(Channel.EMAIL, 0.7, MAIL_FORM if is_form else "De tekst zegt te mailen", quote)
    elif applies and not words.QUESTIONS.found(text):
        yield Reason(Channel.EMAIL, 0.6, "De tekst noemt een e-mailadres om aan te vragen", quote)


def _not_online(text: Text, quote: str) -> Iterator[Reason]:
    by_mail = bool(words.MAIL.found(text)) and not words.ONLINE.found(text)
    if by_mail:
        yield Reason(Channel.EMAIL, -0.8, "Kan niet per e-mail", quote)
        return
    for channel in _ONLINE:
        yield Reason(channel, -0.6, "Kan niet online", quote)
    if words.DESK.found(text) or words.PHONE.found(text):
        yield Reason(Channel.DESK, 0.7, "Kan niet online, wel bij de gemeente zelf", quote)


def _not_offered(text: Text, quote: str, subject: Subject, *, first: bool) -> Iterator[Reason]:
    is_about = subject.is_in(text.words)
    absent = words.NOT_OFFERED.found(text) or (
        is_about and (words.NONE_OF_IT.found(text) or _none(text, subject))
    )
    elsewhere = words.BY_ANOTHER.found(text)
    if not absent and not elsewhere:
        return
    strength = 0.7 if first else 0.4
    strength += 0.1 if is_about else 0.0
    if elsewhere and not absent:
        # Often only one step is at another: what follows here then says so.
        says_no = words.NOT_HERE.found(text)
        yield Reason(
            Channel.NOT_OFFERED,
            strength if says_no else strength - 0.2,
            "Dit doet een andere organisatie",
            quote,
        )
        return
    if _is_for_some(text) and not elsewhere and not words.ABSOLUTE.found(text):
        strength /= 3
    yield Reason(Channel.NOT_OFFERED, strength, "Dit product is er niet", quote)


def _is_for_some(text: Text) -> bool:
    """Whether a sentence is about some people or some cases only."""
    spoken = text.words
    return bool(_WHO_CANNOT.search(spoken) or _ON_CONDITION.search(spoken) or _IN_SOME_CASES.found(text))


def _none(text: Text, subject: Subject) -> bool:
    """Whether it says "geen" of the product itself, with at most a word in between."""
    return any(subject.is_in(one) for one in _GEEN.findall(text.words))


def _at_the_desk(text: Text, quote: str, *, applies: bool) -> Iterator[Reason]:
    if "112" in text.stems:
        return
    if words.ONLY_DESK.found(text):
        yield Reason(Channel.DESK, 0.75, "Alleen bij de gemeente zelf", quote)
    elif words.DESK.found(text):
        strength = 0.55 if applies or words.COME.found(text) else 0.35
        yield Reason(Channel.DESK, strength, "Bij de gemeente zelf", quote)
    elif words.COME.found(text) and not words.asks(text.words) and not words.ONLINE.found(text):
        yield Reason(Channel.DESK, 0.5, "Bij de gemeente zelf", quote)
    elif _by_letter(text, applies=applies):
        yield Reason(Channel.DESK, 0.6, "Met een brief", quote)
    elif words.PHONE.found(text) or _NUMBER.search(text.words):
        wanted = applies or words.TURN_TO.found(text) or words.CALL.found(text)
        asks = words.asks(text.words)
        yield Reason(Channel.DESK, 0.55 if wanted and not asks else 0.25, "Per telefoon", quote)


def _by_letter(text: Text, *, applies: bool) -> bool:
    """Whether one writes a letter of one's own, and fills in no form."""
    if words.ONLINE.found(text) or words.PAPER_FORM.found(text):
        return False
    return bool(words.WRITE.found(text) or (applies and words.LETTER.found(text)))


def _online(text: Text, quote: str) -> Iterator[Reason]:
    has_login = bool(words.LOGIN_MEANS.found(text)) and not words.NO_LOGIN.found(text)
    if (words.PORTAL.found(text) or words.MY.search(text.words)) and not words.FOLLOW.found(text):
        yield Reason(Channel.PORTAL, 0.35, "De tekst noemt een eigen omgeving", quote)
    elif has_login and not words.ABOUT_LOGIN.found(text):
        yield Reason(Channel.WEB_FORM_LOGIN, 0.4, "De tekst noemt aanvragen met inloggen", quote)
    elif words.ONLINE.found(text):
        yield Reason(Channel.WEB_FORM, 0.35, "De tekst noemt online aanvragen", quote)


def _on_paper(text: Text, block: Block, quote: str) -> Iterator[Reason]:
    if words.SENT_BACK.found(text) and words.PAPER_FORM.found(block.text):
        yield Reason(Channel.PRINT, 0.6, "De tekst vraagt om een formulier terug te sturen", quote)
    elif words.PRINT.found(text) and (words.PAPER_FORM.found(text) or words.DOWNLOAD.found(text)):
        yield Reason(Channel.PRINT, 0.5, "De tekst noemt printen, tekenen of opsturen", quote)


def shown(quote: str) -> str:
    """A quote is published: the part before the @ may be somebody's name."""
    return ADDRESS.sub(lambda found: "…@" + re.split(r"@|\)|\]", found[0])[-1].strip(), quote)
