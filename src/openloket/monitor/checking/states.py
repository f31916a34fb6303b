"""Whether an answer is a page that can tell of channels, or one that only looks like it."""

import re
from urllib.parse import urlsplit

from openloket.monitor.checking import vocabulary as words
from openloket.monitor.checking.families import Leads, tell
from openloket.monitor.checking.findings import State
from openloket.monitor.checking.page import Page, Region
from openloket.monitor.checking.subject import Subject, telling

_LITTLE = 120
_HARDLY = 25
_NOTHING = 4
_WAY_IN = 45
_SHORT = 60
_LOGIN_WORDS = re.compile(
    r"(?i)\b(digid|e-?herkenning|eidas|app|sms|mijn \w+|europees|inlogmiddel|portal|login)\b"
)


def state_of(page: Page, subject: Subject) -> tuple[State, str]:
    """The state, with the words that tell it."""
    for state, tells in (
        (State.GONE, _gone),
        (State.BLOCKED, _blocked),
        (State.CLOSED, _closed),
        (State.COOKIE_WALL, _cookie_wall),
        (State.SCRIPTS_ONLY, _scripts_only),
        (State.LOGIN_WALL, _login_wall),
    ):
        if quote := tells(page, subject):
            return state, quote
    is_empty = page.words < _NOTHING and not page.forms and not page.frames and not _has_leads(page)
    return (State.EMPTY, f"{page.words} woorden") if is_empty else (State.READABLE, "")


def _has_leads(page: Page) -> bool:
    return any(one.region in (Region.MAIN, Region.ASIDE) for one in page.links)


def _top(page: Page) -> str:
    """The title and the headings at the top."""
    return " \n ".join((page.title, *[one.text for one in page.blocks if one.level in (1, 2)][:2]))


def _gone(page: Page, subject: Subject) -> str:
    """A page that says it is not there; one about something that is lost and found is no such page."""
    # Pages without headings say it in their first words.
    first = " \n ".join(one.text for one in page.content[:2]) if page.words < _SHORT else ""
    told = words.GONE_TITLE.found(_top(page)) or words.GONE_PAGE.found(first)
    if not told or page.forms_of_content():
        return ""
    body = " ".join(one.text for one in page.content)
    clear = words.GONE.found(_top(page)) or words.GONE.found(body)
    about = subject.named and subject.is_in(_top(page))
    return clear if clear and page.words < 2 * _LITTLE and not about else ""


def _blocked(page: Page, subject: Subject) -> str:
    return (
        words.BLOCKED.found(_whole(page)) if page.words < _LITTLE and not _is_product(page, subject) else ""
    )


def _closed(page: Page, subject: Subject) -> str:
    """Closed for a while; a product page that warns of maintenance still tells of channels."""
    if page.words >= _LITTLE or page.forms_of_content() or _is_product(page, subject):
        return ""
    leads = [one.text for one in page.links if one.region is Region.MAIN]
    if any(words.APPLY.found(one) or words.APPOINTMENT.found(one) for one in leads):
        return ""
    return words.CLOSED.found(_whole(page))


def _cookie_wall(page: Page, subject: Subject) -> str:
    if page.words >= _LITTLE or page.forms_of_content(2):
        return ""
    asked = " ".join(one.text for one in page.blocks)
    own = " ".join(one.text for one in page.content)
    is_all = page.words < _HARDLY or bool(words.COOKIES.found(_top(page)))
    is_told = bool(words.COOKIES.found(own)) or page.words < _HARDLY
    accepts = words.ACCEPT.found(asked + " " + _buttons(page))
    if not (is_all and is_told and accepts and not _is_product(page, subject)):
        return ""
    return words.COOKIES.found(asked)


def _scripts_only(page: Page, subject: Subject) -> str:
    if page.words >= _HARDLY or page.forms_of_content() or not (page.scripts or page.without_scripts):
        return ""
    asked = words.NEEDS_SCRIPTS.found(page.without_scripts) or words.NEEDS_SCRIPTS.found(_whole(page))
    bare = page.words < _NOTHING and bool(page.marks & {"app", "root", "__next", "q-app", "openforms-root"})
    return asked or ("lege pagina met scripts" if bare or (page.words < _NOTHING and page.scripts) else "")


def _login_wall(page: Page, subject: Subject) -> str:
    """Nothing but the way in: asks to log in, and tells hardly anything."""
    if page.words >= _LITTLE or _is_explaining(page) or (page.words > _WAY_IN and _is_product(page, subject)):
        return ""
    has_password = any(one.kind == "password" for form in page.forms_of_content(1) for one in form.fields)
    if any(one.kind != "password" for form in page.forms_of_content(3) for one in form.fields):
        return ""
    ways = [one for one in _ways_on(page) if _is_way_in(one)]
    titled = any(_is_way_in(one) for one in (page.title, *page.headings[:1]))
    told = words.LOGIN.found(_whole(page))
    if has_password:
        return told or "wachtwoord"
    return ways[0] if ways else (told if titled else "")


def _is_way_in(label: str) -> bool:
    """A button that only says to log in, not for what."""
    if not words.LOGIN.found(label) or words.ABOUT_LOGIN.found(label) or words.APPLY.found(label):
        return False
    return not telling(_LOGIN_WORDS.sub(" ", label))


def _is_explaining(page: Page) -> bool:
    return sum(1 for one in page.content if len(one.text.split()) > 14) > 2


def _is_product(page: Page, subject: Subject) -> bool:
    """A page that is named after the product and says something of applying."""
    if not subject.named or not subject.is_in(_top(page)):
        return False
    return page.words >= _HARDLY and bool(words.APPLY.found(" ".join(one.text for one in page.content)))


def _buttons(page: Page) -> str:
    leads = (one.text for one in page.links if one.region is not Region.FOOTER)
    return " \n ".join((*leads, *(label for form in page.forms for label in form.buttons)))


def _leaves(address: str, page: Page) -> bool:
    """Whether a link leads to another site, but for those of the login itself."""
    there, here = (urlsplit(one).hostname or "" for one in (address, page.address))
    return there not in ("", here) and tell(address).leads not in (Leads.LOGIN_HELP, Leads.LOGIN_FORM)


def _ways_on(page: Page) -> list[str]:
    """What one can press in the content."""
    leads = [one.text for one in page.links if one.region is Region.MAIN and not _leaves(one.address, page)]
    return leads + [label for form in page.forms_of_content(0) for label in form.buttons]


def _whole(page: Page) -> str:
    return " \n ".join((page.title, *(one.text for one in page.content), page.without_scripts))
