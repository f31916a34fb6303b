"""What a command needs around it: a database address (the embedded server's, if none is given) and Django."""

import os
from pathlib import Path

import django

from openloket.conf import embedded, env

SETTINGS = "openloket.conf.settings"


def data_folder() -> Path:
    """The folder in which this installation keeps its own files."""
    return Path(env.text("OPENLOKET_DATA_DIR", "var")).resolve()


def database_is_given() -> bool:
    """Whether the environment names a database server; if not, we bring our own."""
    return bool(env.text("DATABASE_URL") or env.text("DATABASE_APP_URL"))


def prepare(*, with_django: bool) -> None:
    """Make the environment complete, start the embedded server where it is needed, and set Django up."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    if not database_is_given():
        os.environ["DATABASE_URL"] = embedded.start(data_folder() / "postgres")
    if with_django:
        set_up_django()


def set_up_django() -> None:
    """Load the settings and the apps. Raises ConfigurationError."""
    django.setup()
