"""What the links in the content tell: where one applies, and what is found one step further."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from openloket.monitor.checking import vocabulary as words
from openloket.monitor.checking.families import Leads, Told, tell
from openloket.monitor.checking.findings import Follow, Reason
from openloket.monitor.checking.page import OF_THE_PRODUCT, Link, Page, Region
from openloket.monitor.checking.paper import Paper
from openloket.monitor.checking.sentences import MAIL_FORM
from openloket.monitor.checking.subject import Subject
from openloket.monitor.checking.wording import Text
from openloket.monitor.scoring.channels import Channel

MOST_FOLLOWED = 3
READ_ON = "Een link om verder te lezen"
_BARE = re.compile(
    r"(?i)(klik )?(hier|here|deze (link|pagina|site|website)|de website.*|website|link|lees verder)\.?"
    r"|ga naar.*"
    r"|(www\.)?[a-z0-9-]+(\.[a-z0-9-]+)+/?\S*|https?://\S+"
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found one step further: a page, a paper, or the reason why nothing was."""

    page: Page | None = None
    paper: Paper | None = None
    failure: str = ""
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Lead:
    """A link in the content that may be where one applies: its channel and how strongly it says so."""

    link: Link
    told: Told
    channel: Channel
    strength: float
    rule: str
    of_another: bool = False

    @property
    def reason(self) -> Reason:
        """As told by the link alone."""
        return Reason(self.channel, self.strength, self.rule, self.link.text[:120] or self.link.address[:120])

    @property
    def follow(self) -> Follow:
        """As something to look at."""
        return Follow(self.link.address, self.rule, self.strength)


def leads_of(page: Page, subject: Subject) -> list[Lead]:
    """The links by which one may apply, the strongest first; menus and feet of pages are left out."""
    found: dict[str, Lead] = {}
    for link in page.links:
        if link.region not in OF_THE_PRODUCT or _is_this_page(link, page):
            continue
        lead = _lead(link, subject)
        if lead and (lead.link.address not in found or found[lead.link.address].strength < lead.strength):
            found[lead.link.address] = lead
    return sorted(found.values(), key=lambda one: -one.strength)


def _is_this_page(link: Link, page: Page) -> bool:
    bare, _, fragment = link.address.partition("#")
    return not fragment.startswith("/") and bare == page.address.partition("#")[0]


def _lead(link: Link, subject: Subject) -> Lead | None:
    scheme = link.address.partition(":")[0].lower()
    if scheme == "mailto":
        return _mail(link)
    if scheme not in ("http", "https"):
        return None
    told = tell(link.address)
    text = Text.of(link.text)
    if told.leads is Leads.SOCIAL:
        return None
    if told.leads is Leads.APPOINTMENT or words.APPOINTMENT.found(text):
        # Beside the content stands what stands beside every page of a site.
        strength = 0.65 if link.region is Region.MAIN else 0.25
        return Lead(link, told, Channel.DESK, strength, "Een link om een afspraak te maken")
    if words.GENERAL_FORM.found(text) and not subject.is_in(link.text):
        return None
    if told.leads is Leads.FILE:
        return _file(link, told, text, subject)
    return _weighed(link, told, subject) or _more(link, told, subject)


def _weighed(link: Link, told: Told, subject: Subject) -> Lead | None:
    """A link to something online, by where it stands and whether it is about this product."""
    lead = _online(link, told, Text.of(link.text))
    if lead is None:
        return None
    strength = lead.strength * (1.0 if link.region is Region.MAIN or link.is_button else 0.7)
    own = lead.channel is Channel.PORTAL or _is_pointed_at(link, told)
    aside = link.is_aside and bool(words.OFF_TOPIC.found(link.heading)) and not subject.is_in(link.heading)
    if aside or (not own and subject.is_of_another(_without_host(link))):
        return Lead(link, told, lead.channel, strength * 0.35, lead.rule, of_another=True)
    return Lead(link, told, lead.channel, strength, lead.rule)


def _without_host(link: Link) -> str:
    """The words of a link, without the name of the site it leads to."""
    host = re.split(r"[.-]", link.address.partition("//")[2].partition("/")[0].lower())
    return " ".join(word for word in link.text.split() if word.lower().strip(".,:;()") not in host)


def _online(link: Link, told: Told, text: Text) -> Lead | None:
    starts = _names_a_form(link.text) or bool(words.START.found(text)) or _is_pointed_at(link, told)
    if told.leads is Leads.LOGIN_HELP:
        says = starts and not words.ABOUT_LOGIN.found(text)
        return Lead(link, told, Channel.WEB_FORM_LOGIN, 0.35, "Een link naar DigiD zelf") if says else None
    if words.ABOUT_LOGIN.found(text) or (words.FOLLOW.found(text) and not words.APPLY.found(text)):
        return None
    if told.leads is Leads.ELSEWHERE:
        return _at_another(link, told, text) if starts else None
    named = words.PORTAL.found(text) or words.MY.search(link.text)
    if told.leads is Leads.PORTAL or (named and told.leads is Leads.PAGE):
        return _portal(link, told, text, starts=starts)
    is_form = told.leads in (Leads.FORM, Leads.LOGIN_FORM)
    if not starts and not (is_form and link.text):
        return None
    channel = Channel.WEB_FORM_LOGIN if has_login(link, told) else Channel.WEB_FORM
    strength = 0.5 + 0.08 * link.is_button
    if is_form:
        strength = 0.85 if starts else 0.5
    elif channel is Channel.WEB_FORM_LOGIN or words.ONLINE.found(text):
        strength = 0.72
    rule = "Een link naar een formulier" + (" met inloggen" if channel is Channel.WEB_FORM_LOGIN else "")
    return Lead(link, told, channel, strength, rule)


def _at_another(link: Link, told: Told, text: Text) -> Lead:
    """Some products are applied for at the site of another body; the municipality still decides on them."""
    is_login = has_login(link, told)
    online = is_login or words.ONLINE.found(text) or link.is_button
    channel = Channel.WEB_FORM_LOGIN if is_login else Channel.WEB_FORM
    return Lead(link, told, channel, 0.6 if online else 0.4, "Een link om aan te vragen bij een ander")


def _names_a_form(words_of_link: str) -> bool:
    """Whatever sort of form it is: wijzigingsformulier, declaratieformulier, e-formulier."""
    return "formulier" in words_of_link.lower()


def _is_pointed_at(link: Link, told: Told) -> bool:
    """Words such as "here" or the name of a site or service say nothing; the words around them do."""
    if told.leads is not Leads.PAGE and not _BARE.fullmatch(link.text):
        return False
    if words.QUESTIONS.found(link.text) or words.FOLLOW.found(link.text):
        return False
    if not (_BARE.fullmatch(link.text) or link.is_elsewhere):
        return False
    beside = link.around if link.around != link.text else link.before
    return bool(words.APPLY.found(beside))


def _more(link: Link, told: Told, subject: Subject) -> Lead | None:
    """A page to read on about the same product, or behind a button: it may tell what this one does not."""
    if told.leads is not Leads.PAGE or len(link.text.split()) > 8:
        return None
    if words.QUESTIONS.found(link.text) or words.NOT_A_FORM.found(link.text) or words.FOLLOW.found(link.text):
        return None
    if not (subject.is_in(link.text) or link.is_button or link.is_elsewhere):
        return None
    strength = 0.2 if link.region is Region.MAIN else 0.1
    return Lead(link, told, Channel.WEB_FORM, strength, READ_ON)


def _portal(link: Link, told: Told, text: Text, *, starts: bool) -> Lead | None:
    around = Text.of(f"{link.before} {link.around}")
    applies = starts or bool(words.APPLY.found(around))
    if words.FOLLOW.found(text) or (words.FOLLOW.found(around) and not applies):
        return None
    strength = 0.8 if told.leads is Leads.PORTAL and applies else 0.6 if applies else 0.25
    return Lead(link, told, Channel.PORTAL, strength, "Een link naar een eigen omgeving")


def has_login(link: Link, told: Told) -> bool:
    """Whether the words of a link or its address say that one logs in first."""
    if words.NO_LOGIN.found(link.text):
        return False
    if told.leads is Leads.LOGIN_FORM or words.LOGIN_MEANS.found(link.text):
        return True
    # Only the own sentence: beside a form without DigiD there often is one with it.
    beside = link.around if link.around != link.text else link.before
    alone = len(beside) < 400 and not words.NO_LOGIN.found(beside)
    return alone and bool(words.LOGIN_MEANS.found(beside)) and not words.ABOUT_LOGIN.found(beside)


def _mail(link: Link) -> Lead:
    around = Text.of(f"{link.around} {link.text}")
    told = Told(Leads.PAGE)
    is_asking = words.asks(around.words) or words.QUESTIONS.found(link.heading)
    sends = words.MAIL.found(around) and (words.APPLY.found(around) or words.PAPER_FORM.found(around))
    titled = unquote(link.address.partition("subject=")[2].partition("&")[0])
    if words.APPLY.found(titled) and not words.asks(titled):
        sends = sends or titled
    if words.NOT_ONLINE.found(around):
        return Lead(link, told, Channel.EMAIL, 0.05, "Kan niet per e-mail")
    if sends and not words.asks(around.words):
        rule = MAIL_FORM if words.PAPER_FORM.found(around) else "Men vraagt het aan met een e-mail"
        return Lead(link, told, Channel.EMAIL, 0.8, rule)
    if is_asking:
        return Lead(link, told, Channel.EMAIL, 0.1, "Een e-mailadres voor vragen")
    applies = words.APPLY.found(around) or words.APPLY.found(link.before)
    strength = 0.6 if words.SEND.found(around) else 0.45 if applies else 0.2
    return Lead(link, told, Channel.EMAIL, strength, "Een e-mailadres in de tekst")


def _file(link: Link, told: Told, text: Text, subject: Subject) -> Lead | None:
    if words.NOT_A_FORM.found(text) and not _names_a_form(link.text):
        return None
    form = words.PAPER_FORM.found(text)
    if not form and (_BARE.fullmatch(link.text) or words.DOWNLOAD.found(text)):
        form = words.PAPER_FORM.found(link.around)
    if not form:
        # What it is called does not tell; what is in it will.
        return Lead(link, told, Channel.PRINT, 0.3, "Een bestand") if subject.is_in(link.text) else None
    strength = 0.65 if "form" in link.text.lower() else 0.5
    beside = Text.of(f"{link.before} {link.around}")
    strength += 0.15 if words.PRINT.found(beside) or words.DOWNLOAD.found(beside) else 0.0
    strength *= 0.5 if subject.is_of_another(link.text) and not subject.is_in(link.around) else 1.0
    return Lead(link, told, Channel.PRINT, strength, "Een formulier als bestand")


def to_follow(leads: list[Lead], page: Page, seen: Mapping[str, Seen]) -> tuple[Follow, ...]:
    """What is still worth a look: links to pages and papers, and the frames of the content."""
    wanted = [one.follow for one in leads if _is_web(one.link.address) and one.channel is not Channel.DESK]
    for frame in page.frames:
        if frame.region in OF_THE_PRODUCT and _is_web(frame.address):
            wanted.append(Follow(frame.address, "Een pagina in deze pagina", 0.9))
    if page.refresh:
        wanted.append(Follow(page.refresh, "De pagina leidt door", 1.0))
    best = sorted(wanted, key=lambda one: -one.worth)[:MOST_FOLLOWED]
    return tuple(one for one in best if one.address not in seen)


def _is_web(address: str) -> bool:
    return address.lower().startswith(("http://", "https://"))


def is_for_a_form(reason: Reason) -> bool:
    """Whether an e-mail is said to be for sending a form that was filled in."""
    return reason.rule == MAIL_FORM
