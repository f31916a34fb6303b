"""Jinja2 environment of every page and mail: what templates may call."""

from functools import cache
from pathlib import Path

from django.conf import settings
from jinja2 import Environment

from openloket.tenancy.contact import contact_sentence
from openloket.web.look.assets import Assets
from openloket.web.look.wording import file_accept, file_kinds, file_size, join_words

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"


@cache
def assets() -> Assets:
    """The built assets of this process."""
    return Assets.read(prefix=f"/{settings.STATIC_URL.strip('/')}/built/")


def environment(**options: object) -> Environment:
    """For TEMPLATES["OPTIONS"]["environment"] of Django's Jinja2 back end."""
    return furnish(Environment(**options), assets())  # type: ignore[arg-type]  # noqa: S701 (Django turns autoescape on)


def furnish(env: Environment, built: Assets) -> Environment:
    """Give an environment the functions and filters our templates use."""
    env.trim_blocks = True
    env.lstrip_blocks = True
    env.globals.update(css=built.css, tokens=built.tokens, colours=built.colours)
    env.globals.update(contact_sentence=contact_sentence)
    env.globals.update(logo=built.logo, hero=built.hero, favicon=built.favicon)
    env.filters.update(
        file_size=file_size, join_words=join_words, file_kinds=file_kinds, file_accept=file_accept
    )
    return env
