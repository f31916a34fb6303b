"""Renders the sample pages as the product does, outside Django."""

from functools import cache

from jinja2 import Environment, FileSystemLoader
from tests.web.look.samples import MAILS, PAGES

from openloket.web.look.assets import Assets
from openloket.web.look.environment import TEMPLATES, furnish


@cache
def environment() -> Environment:
    """The product's environment over the built assets."""
    loader = FileSystemLoader(TEMPLATES)
    return furnish(Environment(loader=loader, autoescape=True), Assets.read())


def render(name: str) -> str:
    """One sample page or mail as text."""
    template, context = {**PAGES, **MAILS}[name]
    return (
        environment().get_template(template).render({"page_title": "Voorbeeld", "csrf_input": "", **context})
    )
