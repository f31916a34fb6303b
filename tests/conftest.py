"""What every test may use: the database, the cast and the clock."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as examples
from pytest_django import Settings
from xdist.remote import Producer

from openloket.cli.demo.instance import free_ports
from openloket.cli.demo.provider.app import ProviderApp
from openloket.cli.demo.provider.command import serving
from openloket.conf.secrets import attachment_storage
from openloket.tenancy import scope
from openloket.web import directory
from openloket.web.desk import badges
from tests import cast, database, login
from tests.committing import committing
from tests.scheduling import Grouped, dear_first
from tests.waiting import AGES

# The same examples on every machine, and no limit of time: how busy a machine is says nothing about the code.
# Other examples than the usual ones are looked for with `pytest --hypothesis-profile=search`.
examples.register_profile(
    "search", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
examples.register_profile("same", examples.get_profile("search"), derandomize=True, database=None)
examples.load_profile("same")

# What a process keeps in memory for some seconds stays for a whole test, however slow the machine is.
directory.SECONDS = badges.SECONDS = badges.DRIFT_SECONDS = AGES


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest."""
    dear_first(items)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Grouped:
    """Keep together what shares an installation or a browser."""
    return Grouped(config, log)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Leave no template behind; the last process to end is the one that divided the work."""
    if not hasattr(session.config, "workerinput"):
        database.drop(database.TEMPLATE)


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_blocker: object) -> Iterator[None]:
    """One database per test process, made by the owner, used as the app's role."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    name = f"test_openloket_{worker}"
    with django_db_blocker.unblock():
        database.prepare(name)
        yield
        database.use("postgres")
        database.drop(name)


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: object) -> Iterator[str]:
    """A copy of the test database where everything is committed; its address, for other processes."""
    with django_db_blocker.unblock(), committing() as address:
        yield address


@pytest.fixture
def town(own_database: str) -> Iterator[cast.Municipality]:
    """A municipality in a database of its own, in scope, that other threads and processes see too."""
    town = cast.municipality("duinstede", "Duinstede", "DUI")
    with scope.scope(town.organisation.pk):
        yield town


@pytest.fixture
def now() -> datetime:
    """Monday 2 March 2026, 10:15 in Amsterdam."""
    return datetime(2026, 3, 2, 9, 15, tzinfo=UTC)


@pytest.fixture
def duinstede(db: None) -> Iterator[cast.Municipality]:
    """A municipality with one service, in scope; what the web kept in memory of another test is forgotten."""
    directory.forget()
    town = cast.municipality("duinstede", "Duinstede", "DUI")
    with scope.scope(town.organisation.pk):
        yield town


@pytest.fixture
def eikenrade(db: None) -> cast.Municipality:
    """Another municipality, whose people must see nothing of the first; not in scope."""
    return cast.municipality("eikenrade", "Eikenrade", "EIK")


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    """Where stored files are, of this test alone: others keep theirs in one place, at the same moment."""
    settings.STORAGES = {**settings.STORAGES, "default": attachment_storage(tmp_path)}
    return tmp_path


@pytest.fixture
def client() -> Client:
    """A browser without cookies; errors come back as pages, as they do for people."""
    return Client(raise_request_exception=True)


@pytest.fixture(scope="session")
def provider_app() -> Iterator[login.AtProvider]:
    """The demo's provider of identity on a port of its own, with clients for the cast's municipalities."""
    [port] = free_ports(1)
    address = f"http://localhost:{port}"
    app = ProviderApp(address, login.SITE, login.TOWNS)
    with serving(app, port):
        yield login.AtProvider(app, address)


@pytest.fixture
def provider(provider_app: login.AtProvider, duinstede: cast.Municipality, now: datetime) -> login.AtProvider:
    """The same, known to Duinstede: people can log in there."""
    provider_app.known_at(("duinstede",), now)
    return provider_app
