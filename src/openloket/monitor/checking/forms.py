"""What forms and frames on a page tell: a form to apply with, or one to search, ask or log in with."""

import re
from collections.abc import Iterator

from openloket.monitor.checking import vocabulary as words
from openloket.monitor.checking.families import Leads, tell
from openloket.monitor.checking.findings import Reason
from openloket.monitor.checking.page import COMPONENT, OF_THE_PRODUCT, Form, Frame, Page
from openloket.monitor.checking.subject import Subject
from openloket.monitor.checking.wording import Phrases
from openloket.monitor.scoring.channels import Channel

_ODD_NAMES = re.compile(r"search|zoek|newsletter|nieuwsbrief|feedback|login|reactie|poll|rating|captcha")
_CONTACT = re.compile(
    r"naam|name|e-?mail|telefoon|phone|bericht|message|vraag|opmerking|onderwerp|subject", re.I
)
_EMBEDDED = (
    ("openforms-root", "Open Formulieren"),
    ("data-sdk-module", "Open Formulieren"),
    ("data-form-id", ""),
    ("data-formid", ""),
)
_FORM_COMPONENT = re.compile(r"(^|-)(e-?|web|open-?)?form(s|ulier|ulieren)?(-|$)")
_STEPS = re.compile(r"\bstap\s*\d+\s*(van|/)\s*\d+|\bstep \d+ of \d+|verplichte velden|velden met een", re.I)
_MOST_OF_CONTACT = 5
GENERAL_SUBJECTS = Phrases(
    "klacht", "klachten", "melding", "contact", "suggestie", "terugbelverzoek", "vraag"
)


def told_by_forms(page: Page, subject: Subject) -> Iterator[Reason]:
    """Reasons from the forms, frames and embedded forms in the content."""
    for form in page.forms:
        if form.region in OF_THE_PRODUCT:
            yield from _form(form, page, subject)
    for frame in page.frames:
        if frame.region in OF_THE_PRODUCT:
            yield from _frame(frame)
    if quote := _embedded(page):
        yield Reason(Channel.WEB_FORM, 0.8, "Op de pagina staat een ingebouwd formulier", quote)


def _embedded(page: Page) -> str:
    """A form that a script of a supplier of forms puts into the page; its name, or that of the mark."""
    for mark, supplier in _EMBEDDED:
        if any(one.startswith(mark) for one in page.marks):
            return supplier or mark
    for one in sorted(page.marks):
        tag = one.removeprefix(COMPONENT)
        if tag != one and _FORM_COMPONENT.search(tag) and not _ODD_NAMES.search(tag):
            return f"<{tag}>"
    return next((one for one in sorted(page.marks) if "//" in one and tell(one).leads is Leads.FORM), "")


def _form(form: Form, page: Page, subject: Subject) -> Iterator[Reason]:
    kinds = [one.kind for one in form.fields]
    shown = f"{form.heading} {' '.join(form.buttons)}"
    if "password" in kinds:
        yield Reason(
            Channel.WEB_FORM_LOGIN, 0.45, "Op de pagina kan men inloggen", form.heading or "wachtwoord"
        )
        return
    if "search" in kinds or _ODD_NAMES.search(form.named) or len(kinds) < 1:
        yield from _only_buttons(form, page)
        return
    if is_general(form, subject):
        return
    quote = form.heading or (form.fields[0].label if form.fields else "")
    steps = any(_STEPS.search(one.text) for one in page.content)
    if len(kinds) >= 3 or (steps and len(kinds) >= 1):
        yield Reason(
            Channel.WEB_FORM, 0.9, f"Op de pagina staat een formulier met {len(kinds)} vragen", quote
        )
    elif words.START.found(shown) or (subject.is_in(form.heading) and len(kinds) >= 2):
        yield Reason(Channel.WEB_FORM, 0.6, "Op de pagina staat een kort formulier", quote)


def _only_buttons(form: Form, page: Page) -> Iterator[Reason]:
    """A form of one button, as many sites start a login or a form."""
    label = " ".join(form.buttons)
    if form.fields or not label:
        return
    if words.LOGIN_MEANS.found(label) and not words.NO_LOGIN.found(label):
        yield Reason(Channel.WEB_FORM_LOGIN, 0.75, "Een knop om in te loggen", label)
    elif words.START.found(label):
        yield Reason(Channel.WEB_FORM, 0.6, "Een knop om te beginnen", label)
    elif words.GO_ON.found(label) and words.OF_A_FORM.found(" ".join(one.text for one in page.content)):
        yield Reason(Channel.WEB_FORM, 0.75, "De eerste pagina van een formulier", label)


def is_general(form: Form, subject: Subject) -> bool:
    """A form to search, to ask a question or to say what one thinks of the page, whatever the product."""
    shown = f"{form.heading} {' '.join(form.buttons)}"
    if words.GENERAL_FORM.found(shown) and not _wants(form, subject):
        return True
    named = [f"{one.name} {one.label}" for one in form.fields]
    only_contact = all(_CONTACT.search(one) for one in named) and len(named) <= _MOST_OF_CONTACT
    if only_contact and len(named) <= 2:
        return not words.START.found(shown)
    is_own = subject.is_in(form.heading) or bool(words.START.found(shown))
    return only_contact and not is_own and not GENERAL_SUBJECTS.found(subject.named)


def _wants(form: Form, subject: Subject) -> bool:
    if GENERAL_SUBJECTS.found(subject.named) and len(form.fields) >= 3:
        return True
    return subject.is_in(form.heading) and len(form.fields) >= 2


def _frame(frame: Frame) -> Iterator[Reason]:
    told = tell(frame.address)
    if told.leads in (Leads.FORM, Leads.LOGIN_FORM):
        channel = Channel.WEB_FORM_LOGIN if told.leads is Leads.LOGIN_FORM else Channel.WEB_FORM
        yield Reason(channel, 0.75, "In de pagina staat een formulier van een andere site", frame.address)
    elif told.leads is Leads.APPOINTMENT:
        yield Reason(Channel.DESK, 0.7, "In de pagina kan men een afspraak maken", frame.address)
    elif words.START.found(frame.title):
        yield Reason(Channel.WEB_FORM, 0.6, "In de pagina staat een formulier", frame.title)
