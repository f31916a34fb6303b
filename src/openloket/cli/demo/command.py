"""`openloket demo`: a complete OpenLoket on this machine, to look at and to play with."""

import argparse
import json
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from openloket.cli import environment
from openloket.cli.demo.browser import Unexpected
from openloket.cli.demo.instance import Instance, free_ports, openloket
from openloket.cli.demo.supervisor import Stopped, Supervisor, stopping_on_signals
from openloket.cli.demo.towns import DUINSTEDE
from openloket.cli.demo.walk import walk
from openloket.conf import embedded, env
from openloket.conf.env import ConfigurationError

_COMES_UP_WITHIN = 120.0  # seconds: a machine that is busy needs them


def run(arguments: argparse.Namespace) -> int:
    """Start the demo and keep it running until Ctrl-C; with --once walk through it instead."""
    if arguments.once:
        return _once()
    return _keeprunning(arguments)


def _keeprunning(arguments: argparse.Namespace) -> int:
    port = arguments.port or env.integer("PORT", 8000, least=1)
    instance = Instance(environment.data_folder(), port, *(port + more for more in (1, 2, 3, 4)))
    instance.refuse_taken_ports()
    try:
        own_database = not environment.database_is_given()
        with stopping_on_signals(), running(instance, own_database=own_database) as supervisor:
            print(_welcome(instance))
            while not (broken := supervisor.watch()):
                time.sleep(0.5)
            print(f"{broken} does not stay up; what it said stands above. Stopping.")
            return 1
    except Stopped:
        print("\nStopped. Your data is kept for the next time.")
        return 0


def _once() -> int:
    """The whole main job in a throw-away instance."""
    begun = time.monotonic()
    try:
        with tempfile.TemporaryDirectory(prefix="openloket-") as folder:
            instance = Instance(Path(folder), *free_ports(5))
            with stopping_on_signals(), running(instance, own_database=True):
                reference = walk(instance)
    except Unexpected as fault:
        print(f"  FAULT      {fault}")
        return 1
    except Stopped:
        return 130
    print(f"done in {time.monotonic() - begun:.0f} seconds")
    print(f"receipt verified: {reference}")
    return 0


@contextmanager
def running(instance: Instance, *, own_database: bool) -> Iterator[Supervisor]:
    """A demo that answers; when the block ends everything has stopped and the data is kept."""
    print("Starting the database." if own_database else "Using the database in DATABASE_URL.")
    try:
        url = embedded.start(instance.database_folder) if own_database else env.text("DATABASE_URL")
        surroundings = instance.environment(url)
        if own_database:
            surroundings.pop("DATABASE_APP_URL", None)
        _write_places(instance)
        print("Preparing the tables and the two demo municipalities.")
        for command in ("migrate", "load-demo"):
            _do(command, surroundings)
        supervisor = Supervisor(instance.processes(), surroundings)
        try:
            print("Starting web, worker, prober, mailbox, the door for e-mail and the provider of identity.")
            supervisor.start()
            _wait_until_up(instance, supervisor)
            yield supervisor
        finally:
            supervisor.stop()
    finally:
        if own_database:
            embedded.stop(instance.database_folder)


def _do(command: str, surroundings: Mapping[str, str]) -> None:
    done = subprocess.run(  # noqa: S603 (our own command)
        openloket(command), env=dict(surroundings), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise ConfigurationError(f"`openloket {command}` failed:\n{done.stdout}{done.stderr}")


def _write_places(instance: Instance) -> None:
    """What the start page shows besides the pages it knows of itself."""
    mailbox = {
        "title": "Postvak",
        "text": "Hier komt alle e-mail van de demo aan. Er gaat niets naar buiten.",
        "url": instance.mailbox_url + "/",
    }
    identity = {
        "title": "Inlogdienst",
        "text": "Hier loggen verzonnen inwoners en bedrijven in. U ziet wie er nu is ingelogd.",
        "url": instance.identity_url + "/",
    }
    path = instance.folder / "demo.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"places": [mailbox, identity]}), encoding="utf-8")


def _wait_until_up(instance: Instance, supervisor: Supervisor) -> None:
    until = time.monotonic() + _COMES_UP_WITHIN
    for address in (f"{instance.url}/gereed", f"{instance.mailbox_url}/", f"{instance.identity_url}/"):
        while not _answers(address):
            if (broken := supervisor.watch()) or time.monotonic() > until:
                raise ConfigurationError(f"{broken or address} did not come up; what it said stands above")
            time.sleep(0.1)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310 (our own http address)
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _how_to_mail(instance: Instance) -> str:
    """One command that sends an e-mail to the demo; curl is everywhere."""
    to = f"loket@{DUINSTEDE.domain}"
    return (
        f"curl smtp://127.0.0.1:{instance.mail_in_port} --mail-from u@post.example"
        f" --mail-rcpt {to} -T FILE.eml\n"
        f"                   or: openloket mail-in FILE.eml --org {DUINSTEDE.slug}; see E-mail at the desk"
    )


def _welcome(instance: Instance) -> str:
    demo = json.loads((instance.folder / "demo.json").read_text(encoding="utf-8"))
    logins = [
        f"    {login['email']:<28} {login['password']:<22} {login['name']}, {login['organisation']}"
        for login in demo["logins"]
    ]
    return "\n".join(
        [
            "",
            "  OpenLoket is running. Begin here:",
            "",
            f"    Start page     {instance.url}/",
            f"    Duinstede      {instance.url}/duinstede/",
            f"    Eikenrade      {instance.url}/eikenrade/",
            f"    Desk           {instance.url}/duinstede/balie/  and  {instance.url}/eikenrade/balie/",
            f"    Mailbox        {instance.mailbox_url}/",
            f"    Mail us        {_how_to_mail(instance)}",
            f"    Identity       {instance.identity_url}/",
            f"    Verify         {instance.url}/controleren",
            f"    Oversight      {instance.url}/toezicht",
            f"    Monitor        {instance.url}/monitor/",
            f"    Health         {instance.url}/gezondheid",
            "",
            "  Logins of the desk (name and password):",
            "",
            *logins,
            "",
            f"  The data is kept in {instance.folder}. Press Ctrl-C to stop.",
            "",
        ]
    )
