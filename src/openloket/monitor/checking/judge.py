"""The verdict on a page: which channel counts, how sure that is, why, and what to look at first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from openloket.monitor.checking import vocabulary as words
from openloket.monitor.checking.families import Leads, tell
from openloket.monitor.checking.findings import THRESHOLD, Finding, Reason, State, Verdict
from openloket.monitor.checking.forms import told_by_forms
from openloket.monitor.checking.further import told_by_frames, told_by_lead
from openloket.monitor.checking.links import Lead, Seen, is_for_a_form, leads_of, to_follow
from openloket.monitor.checking.page import Page, Region
from openloket.monitor.checking.sentences import shown, told_by_sentences
from openloket.monitor.checking.states import state_of
from openloket.monitor.checking.subject import Subject
from openloket.monitor.scoring.channels import BEST_FIRST, DIGITAL, Channel

_FOUND = 0.5
_HINT = 0.25
_GUESS = 0.31
_LEADS = 8
_BARE_MEANS = 4
_NOTHING: Mapping[str, Seen] = {}


def judge(
    page: Page, product: str = "", seen: Mapping[str, Seen] = _NOTHING, also: Sequence[str] = ()
) -> Verdict:
    """What a page tells of how to apply for a product.

    `product` is its name and `also` are other names for it; without a name the title of the page is taken.
    `seen`: what was found at the addresses that an earlier verdict wished to follow.
    The same input always gives the same verdict.
    """
    if page.refresh and (led := seen.get(page.refresh)) and led.page is not None:
        return judge(replace(led.page, refresh=""), product, seen, also)
    subject = Subject.of(product, page, also)
    state, quote = state_of(page, subject)
    if state is State.READABLE or (page.frames and state in (State.EMPTY, State.SCRIPTS_ONLY)):
        return _readable(page, subject, seen)
    if state is State.LOGIN_WALL:
        return _way_in(page, subject, quote)
    follow = to_follow([], page, seen) if page.refresh else ()
    sure = 0.5 if state is State.EMPTY else 0.9
    return Verdict(
        state, Channel.UNKNOWN, sure, (Reason(Channel.UNKNOWN, sure, str(state), quote),), (), follow
    )


def _way_in(page: Page, subject: Subject, quote: str) -> Verdict:
    """The page asks to log in before it tells anything: for this product, or for everything together."""
    is_named = bool(subject.named) and subject.is_in(" ".join((page.title, *page.headings)))
    told = tell(page.address)
    own = is_named or told.leads is Leads.LOGIN_FORM
    channel = Channel.WEB_FORM_LOGIN if own else Channel.PORTAL
    reason = Reason(channel, 0.8 if own else 0.55, "De pagina vraagt eerst om in te loggen", quote)
    return Verdict(
        State.LOGIN_WALL,
        channel,
        reason.strength,
        (reason,),
        (Finding(channel, reason.strength, (reason,)),),
        supplier=told.supplier,
    )


def _readable(page: Page, subject: Subject, seen: Mapping[str, Seen]) -> Verdict:
    leads = leads_of(page, subject)[:_LEADS]
    told = [(one, told_by_lead(one, seen, subject)) for one in leads]
    broken = [one for one, reason in told if reason is None and one.strength >= _FOUND]
    reasons = [reason for _, reason in told if reason is not None]
    reasons += told_by_forms(page, subject)
    reasons += told_by_frames(page, seen, subject)
    reasons += told_by_sentences(page, subject)
    findings = _weigh(_settled(reasons, page, leads, seen))
    channel, confidence = _choose(findings)
    why = next((one.reasons for one in findings if one.channel is channel), ())
    if broken and (channel not in DIGITAL or confidence < _FOUND):
        channel, confidence = Channel.UNKNOWN, 0.4
        why = (Reason(channel, 0.4, "De link naar het formulier werkt niet", broken[0].link.text), *why)
    confidence, besides = _besides(page, subject, confidence)
    if confidence < _GUESS and channel is not Channel.UNKNOWN:
        channel, confidence = Channel.UNKNOWN, 0.3
    return Verdict(
        State.READABLE,
        channel,
        round(confidence, 2),
        tuple(replace(one, quote=shown(one.quote)) for one in (*why, *besides)),
        findings,
        to_follow(leads, page, seen),
        supplier=_supplier(leads, page, channel),
    )


def _settled(
    reasons: Iterable[Reason], page: Page, leads: list[Lead], seen: Mapping[str, Seen]
) -> list[Reason]:
    """Reasons that change their meaning beside others: mail that carries paper, forms that ask a login."""
    found = list(reasons)
    strong = {one.channel for one in found if one.strength >= _FOUND}
    on_screen = any(one.paper is not None and one.paper.on_screen for one in seen.values())
    if Channel.PRINT in strong and not on_screen:
        # Print, fill in, scan and mail: the mail is the last step of paper, not a way without it.
        found = [replace(one, channel=Channel.PRINT) if is_for_a_form(one) else one for one in found]
    if on_screen and Channel.EMAIL in strong:
        found = [replace(one, strength=0.3) if one.channel is Channel.PRINT else one for one in found]
    if _asks_login(page) and Channel.WEB_FORM_LOGIN not in strong and not _is_open(found, seen):
        found = [_logged_in(one) if one.channel is Channel.WEB_FORM else one for one in found]
    return found


def _asks_login(page: Page) -> bool:
    """Whether the text says that one applies with DigiD or the like, and nowhere that it goes without."""
    text = " \n ".join(one.text for one in page.content if one.region is Region.MAIN)
    if words.NO_LOGIN.found(text):
        return False
    said = [
        one for one in text.split("\n") if words.LOGIN_MEANS.found(one) and not words.ABOUT_LOGIN.found(one)
    ]
    return any(
        len(one.split()) <= _BARE_MEANS or words.APPLY.found(one) or words.NEEDED.found(one) for one in said
    )


def _is_open(reasons: list[Reason], seen: Mapping[str, Seen]) -> bool:
    """Whether a form was seen that can be filled in without a login."""
    on_page = any(one.channel is Channel.WEB_FORM and one.strength >= 0.9 for one in reasons)
    return on_page and bool(seen or any("Op de pagina" in one.rule for one in reasons))


def _logged_in(reason: Reason) -> Reason:
    return replace(reason, channel=Channel.WEB_FORM_LOGIN) if reason.strength > 0 else reason


def _weigh(reasons: Iterable[Reason]) -> tuple[Finding, ...]:
    """For each channel how sure it is: independent reasons add up, the same rule counts once."""
    best: dict[tuple[Channel, str], Reason] = {}
    for one in reasons:
        known = best.get((one.channel, one.rule))
        if known is None or abs(one.strength) > abs(known.strength):
            best[one.channel, one.rule] = one
    found = []
    for channel in BEST_FIRST:
        own = sorted((one for one in best.values() if one.channel is channel), key=lambda one: -one.strength)
        if own and (sure := _together(own)) > 0:
            found.append(Finding(channel, round(sure, 3), tuple(own)))
    return tuple(found)


def _together(reasons: list[Reason]) -> float:
    unsure, against = 1.0, 1.0
    for one in reasons:
        if one.strength > 0:
            unsure *= 1 - min(one.strength, 0.97)
        else:
            against *= 1 + one.strength
    # What a form or a page itself shows outweighs a sentence that says it can't be done.
    strongest = max(one.strength for one in reasons)
    return (1 - unsure) * (max(against, 0.6) if strongest >= 0.85 else against)


def _choose(findings: tuple[Finding, ...]) -> tuple[Channel, float]:
    """The furthest channel that is found; what might be further but was not found lowers the confidence."""
    sure = {one.channel: one.confidence for one in findings}
    is_not_offered = sure.get(Channel.NOT_OFFERED, 0.0)
    hint = 0.0
    for channel in BEST_FIRST:
        here = sure.get(channel, 0.0)
        if here < _FOUND or (channel in (Channel.DESK, Channel.PRINT) and here < is_not_offered):
            hint = max(hint, here if _HINT < here < _FOUND else 0.0)
            continue
        return channel, here * (1 - 0.5 * hint)
    if not sure:
        return Channel.UNKNOWN, 0.3
    if max(sure, key=lambda one: sure[one]) is Channel.DESK and sure[Channel.DESK] >= _HINT:
        # Nothing else is told than how to reach people: that is the way, as far as this page goes.
        return Channel.DESK, max(sure[Channel.DESK], _FOUND)
    likely = max(sure, key=lambda one: sure[one])
    return (likely, sure[likely] * 0.9) if sure[likely] > _HINT else (Channel.UNKNOWN, 0.3)


def _besides(page: Page, subject: Subject, confidence: float) -> tuple[float, tuple[Reason, ...]]:
    """What makes the whole page doubtful: it is about something else, or it is news."""
    found = []
    whole = " \n ".join((page.title, page.address, *(one.text for one in page.content)))
    if subject.named and not subject.is_in(whole):
        # What is about something else, a person looks at, however clear it is.
        confidence = min(confidence * 0.7, THRESHOLD - 0.05)
        found.append(Reason(Channel.UNKNOWN, 0.5, f"De pagina noemt “{subject.named}” niet"))
    if any(words.NEWS.found(one.text) for one in page.blocks[:8] if one.region is Region.MAIN):
        confidence *= 0.6
        found.append(Reason(Channel.UNKNOWN, 0.4, "Het lijkt een nieuwsbericht"))
    return confidence, tuple(found)


def _supplier(leads: list[Lead], page: Page, channel: Channel) -> str:
    if channel not in DIGITAL:
        return ""
    known = [tell(page.address).supplier, *(one.told.supplier for one in leads if one.channel is channel)]
    known += [tell(one.address).supplier for one in page.frames]
    return next((one for one in known if one), "")
