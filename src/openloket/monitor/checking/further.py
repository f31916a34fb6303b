"""What a link turned out to lead to: a form, a way in, a paper, more reading, or nothing at all."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from openloket.monitor.checking import vocabulary as words
from openloket.monitor.checking.families import Leads
from openloket.monitor.checking.findings import Reason, State
from openloket.monitor.checking.forms import told_by_forms
from openloket.monitor.checking.links import Lead, Seen, leads_of
from openloket.monitor.checking.page import OF_THE_PRODUCT, Page
from openloket.monitor.checking.paper import Paper
from openloket.monitor.checking.states import state_of
from openloket.monitor.checking.subject import Subject
from openloket.monitor.scoring.channels import Channel

_HARDLY = 25
_UNSEEN = 0.8
"""The most that a link says of what nobody looked at."""


def told_by_lead(lead: Lead, seen: Mapping[str, Seen], subject: Subject) -> Reason | None:
    """What a link says of a channel now that was looked where it leads; None when it does not work."""
    found = seen.get(lead.link.address)
    if found is None or lead.of_another:
        return replace(lead.reason, strength=min(lead.strength, _UNSEEN))
    if found.gone:
        return None
    if found.paper is not None:
        return _paper(lead, found.paper)
    if found.page is None:
        return replace(lead.reason, strength=lead.strength * 0.7)
    return _page(lead, found.page, subject)


def told_by_frames(page: Page, seen: Mapping[str, Seen], subject: Subject) -> Iterator[Reason]:
    """What stands in the frames of the content, as far as they were looked at."""
    for frame in page.frames:
        found = seen.get(frame.address)
        if frame.region in OF_THE_PRODUCT and found is not None and found.page is not None:
            yield from told_by_forms(found.page, subject)
            yield from (one.reason for one in leads_of(found.page, subject)[:3])


def _paper(lead: Lead, paper: Paper) -> Reason:
    quote = lead.link.text[:120]
    if not paper.readable:
        return Reason(Channel.PRINT, min(lead.strength, 0.6), "Een bestand dat niet te lezen is", quote)
    if not paper.is_form:
        return Reason(Channel.PRINT, 0.1, "Een bestand om te lezen, geen formulier", quote)
    if paper.on_screen:
        return Reason(Channel.PRINT, 0.75, "Een formulier als bestand, op het scherm in te vullen", quote)
    return Reason(Channel.PRINT, 0.9, "Een formulier om te printen en te tekenen", quote)


def _page(lead: Lead, page: Page, subject: Subject) -> Reason | None:
    state, quote = state_of(page, subject)
    if state is State.GONE:
        return None
    if state is State.LOGIN_WALL:
        return _way_in(lead, page, quote, subject)
    if state is not State.READABLE:
        return replace(lead.reason, strength=lead.strength * (1.0 if state is State.SCRIPTS_ONLY else 0.8))
    if lead.channel is Channel.PRINT:
        return replace(lead.reason, strength=lead.strength * 0.6)
    return _form_or_more(lead, page, subject)


def _way_in(lead: Lead, page: Page, quote: str, subject: Subject) -> Reason:
    is_portal = lead.told.leads is not Leads.LOGIN_FORM and (
        lead.channel is Channel.PORTAL or (lead.told.leads is Leads.PAGE and _is_of_everything(page, subject))
    )
    channel = Channel.PORTAL if is_portal else Channel.WEB_FORM_LOGIN
    return Reason(channel, 0.92, f"Achter de link “{lead.link.text[:80]}” logt men in", quote)


def _is_of_everything(page: Page, subject: Subject) -> bool:
    """Whether one logs in for all of one's affairs together, and not for this product."""
    whole = " \n ".join((page.title, *(one.text for one in page.content)))
    return bool(words.TOGETHER.found(whole) or words.PORTAL.found(whole)) and not subject.is_in(whole)


def _form_or_more(lead: Lead, page: Page, subject: Subject) -> Reason:
    label = lead.link.text[:80] or lead.link.address[:80]
    forms = sorted(told_by_forms(page, subject), key=lambda one: -one.strength)
    if forms and forms[0].strength >= 0.6:
        with_login = Channel.WEB_FORM_LOGIN in (lead.channel, forms[0].channel)
        channel = Channel.WEB_FORM_LOGIN if with_login else Channel.WEB_FORM
        return Reason(channel, 0.93, f"Achter de link “{label}” staat een formulier", forms[0].quote)
    more = leads_of(page, subject)
    if more and more[0].strength >= 0.5:
        best = more[0]
        keeps = lead.channel is Channel.WEB_FORM_LOGIN and best.channel in (Channel.WEB_FORM, Channel.PORTAL)
        channel = lead.channel if keeps else best.channel
        return Reason(
            channel, best.strength, f"Achter de link “{label}”: {best.rule.lower()}", best.link.text
        )
    if page.scripts and page.words < _HARDLY:
        # Some words and many scripts: most of what is there, is not in the page itself.
        return replace(lead.reason, strength=lead.strength * 0.9)
    if lead.told.leads in (Leads.FORM, Leads.LOGIN_FORM, Leads.PORTAL):
        return replace(lead.reason, strength=lead.strength * 0.75)
    return Reason(lead.channel, 0.15, f"Achter de link “{label}” staat alleen uitleg")
