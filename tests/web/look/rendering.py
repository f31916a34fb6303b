"""Renders the sample pages as the product does, but strictly: a name no sample gives is an error."""

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Undefined

from openloket.web.look.assets import Assets
from openloket.web.look.environment import TEMPLATES, furnish
from tests.web.look.samples import MAILS, PAGES


class Told(StrictUndefined):
    """Strict for names of the context; a field that lacks an optional key is as good as empty."""

    __slots__ = ()
    __bool__ = Undefined.__bool__
    __str__ = Undefined.__str__
    __iter__ = Undefined.__iter__
    __eq__ = Undefined.__eq__
    __hash__ = Undefined.__hash__


@cache
def environment() -> Environment:
    """The product's environment over the built assets."""
    loader = FileSystemLoader(TEMPLATES)
    return furnish(Environment(loader=loader, autoescape=True, undefined=Undefined), Assets.read())


def render(name: str) -> str:
    """One sample page or mail as text."""
    template, context = {**PAGES, **MAILS}[name]
    return environment().get_template(template).render({"page_title": "Voorbeeld", "csrf_input": "", **context})
