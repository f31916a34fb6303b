"""Every command of `openloket`: its words for `--help` and what must be ready before its module is loaded."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from openloket.cli import offer_words, provider_words
from openloket.cli.monitor import words as monitor_words
from openloket.cli.term_words import EVENT_FORMS, listing


class Needs(Enum):
    """What a command needs before it can be loaded; `verify` works on a machine that has nothing."""

    NOTHING = auto()
    DATABASE_ADDRESS = auto()
    DJANGO = auto()


@dataclass(frozen=True, slots=True)
class Command:
    """A command: module openloket.cli.<module> has its `run(arguments) -> exit code`."""

    name: str
    module: str
    summary: str
    needs: Needs
    add_arguments: Callable[[argparse.ArgumentParser], None]


def _none(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def _demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--once",
        action="store_true",
        help="walk the main job over HTTP in a throw-away instance, print what each step proved, and stop",
    )
    parser.add_argument(
        "--port", type=int, default=None, help="port of the web pages (default: PORT or 8000)"
    )


def _serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: 8000)")
    parser.add_argument("--address", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    parser.add_argument("--workers", type=int, default=2, help="number of web processes (default: 2)")
    parser.add_argument(
        "--threads", type=int, default=4, help="requests that each process handles at a time (default: 4)"
    )


def _worker(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--concurrency",
        type=int,
        default=None,
        help="jobs at a time (default: OPENLOKET_WORKER_CONCURRENCY or 4)",
    )


def _mailbox(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--folder", default="var/mailbox", help="where messages are kept (default: var/mailbox)"
    )
    parser.add_argument("--smtp-port", type=int, default=2525, help="port to receive on (default: 2525)")
    parser.add_argument("--port", type=int, default=8025, help="port of the pages (default: 8025)")


def _identity(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8003, help="port to listen on (default: 8003)")
    parser.add_argument(
        "--site",
        default="http://localhost:8000",
        help="where the pages are to which people are sent back (default: http://localhost:8000)",
    )


def _verify(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", help="the receipt (PDF or JSON), the copy of proof (JSON) or the case file (ZIP)"
    )
    parser.add_argument(
        "--key",
        action="append",
        default=[],
        metavar="PEM",
        help="file with the public key of who gave the receipt; may be given more than once",
    )
    parser.add_argument(
        "--timestamp-root",
        action="append",
        default=[],
        metavar="PEM",
        help="file with the root certificate of the timestamp service, to check the timestamp as well",
    )
    parser.add_argument(
        "--attachment",
        action="append",
        default=[],
        metavar="FILE",
        help="a file of your own that you sent along, to compare with what was received",
    )
    parser.add_argument("--json", action="store_true", help="print the report as JSON")


def _term(parser: argparse.ArgumentParser) -> None:
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = listing()
    parser.add_argument("article", help="the article of the term, such as 6:7")
    parser.add_argument("--from", dest="start", metavar="DAY", help="the day or moment the term runs from")
    parser.add_argument(
        "--fact",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="another fact of the term; may be given more than once",
    )
    parser.add_argument(
        "--to-event",
        action="append",
        default=[],
        metavar="EVENT",
        help=f"what happened to the term; may be given more than once: {EVENT_FORMS}",
    )
    parser.add_argument(
        "--free-day",
        action="append",
        default=[],
        metavar="DAY",
        help="a day equated with a holiday, beside those that are known; may be given more than once",
    )
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")


def _designation(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("organisation", help="the organisation by its name in addresses, such as duinstede")
    parser.add_argument(
        "--format", choices=("text", "html", "pdf", "xml", "json"), default="text", help="default: text"
    )
    parser.add_argument("--on", metavar="DAY", help="the day on which it was in force (default: today)")
    parser.add_argument(
        "--diff", nargs=2, type=int, metavar=("V1", "V2"), help="print what changed from version V1 to V2"
    )
    parser.add_argument(
        "--drift",
        action="store_true",
        help="print what differs between decision, register, forms and mailboxes; exit 1 if so",
    )


def _equalled_days(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=("list", "add", "remove"), help="what to do with the list")
    parser.add_argument("day", nargs="?", metavar="DAY", help="the day, such as 2027-05-07")
    parser.add_argument("--source", metavar="TEXT", help="the royal decree that names it; needed to add")


def _mail_in(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE.eml", help="the e-mail as it came, with its headers")
    parser.add_argument("--org", required=True, help="the organisation (its slug) to which it was sent")
    parser.add_argument(
        "--to", metavar="ADDRESS", help="the address it came to (default: the organisation's own)"
    )
    parser.add_argument("--json", action="store_true", help="print what became of it as JSON")


def _bounce(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE.eml", help="the e-mail as it came, with its headers")
    parser.add_argument(
        "--org", help="the organisation (its slug) of which it may be a message; asks a database"
    )
    parser.add_argument(
        "--to", metavar="ADDRESS", help="the address it came to, where its headers don't tell"
    )
    parser.add_argument("--json", action="store_true", help="print what it says as JSON")


def _rotate_keys(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--resume", action="store_true", help="make no new key; go on where an earlier run was broken off"
    )
    parser.add_argument(
        "--drop",
        action="store_true",
        help="afterwards, take keys out of the ring that nothing needs any more",
    )


COMMANDS = (
    Command(
        "demo",
        "demo.command",
        "Start a complete demo on this machine: database, web, worker, prober and mailbox.",
        Needs.NOTHING,
        _demo,
    ),
    Command("serve", "serve", "Serve the web pages.", Needs.DATABASE_ADDRESS, _serve),
    Command(
        "worker",
        "worker",
        "Deliver messages, seal the log and do the other work in the background.",
        Needs.DJANGO,
        _worker,
    ),
    Command(
        "probe",
        "probe",
        "Look at every electronic channel from outside, and keep the register of outages.",
        Needs.DJANGO,
        _none,
    ),
    Command(
        "migrate",
        "migrate",
        "Bring the database to this version. May be run again at any time.",
        Needs.DJANGO,
        _none,
    ),
    Command(
        "load-demo",
        "demo.load",
        "Load the two demo municipalities into the database, if they are not there.",
        Needs.DJANGO,
        _none,
    ),
    Command(
        "mailbox",
        "demo.mailbox",
        "Receive mail on this machine and show it in a browser. For demos.",
        Needs.NOTHING,
        _mailbox,
    ),
    Command(
        "identity",
        "demo.provider.command",
        "Let made-up people log in over OpenID Connect. For demos.",
        Needs.NOTHING,
        _identity,
    ),
    Command(
        "verify",
        "verify",
        "Check a receipt, a copy of proof or a case file offline, with the public key of who gave it.",
        Needs.NOTHING,
        _verify,
    ),
    Command(
        "term",
        "term",
        "Compute the last day of a term of the Awb, and say why.",
        Needs.NOTHING,
        _term,
    ),
    Command(
        "designation",
        "designation",
        "Print the designation decision of an organisation, or the draft that its register asks for.",
        Needs.DJANGO,
        _designation,
    ),
    Command(
        "organisation",
        "organisation",
        "Add an organisation, with a way for every message from its first minute.",
        Needs.DJANGO,
        offer_words.organisation,
    ),
    Command(
        "employee",
        "employee",
        "Add an employee to an organisation, or reset a second factor.",
        Needs.DJANGO,
        offer_words.employee,
    ),
    Command(
        "provider",
        "provider",
        "Add, list, check or stop where people log in to the portal of an organisation.",
        Needs.DJANGO,
        provider_words.provider,
    ),
    Command(
        "catalogue",
        "catalogue",
        "Import Samenwerkende Catalogi, the national feed of products, or print an organisation's own feed.",
        Needs.DJANGO,
        offer_words.catalogue,
    ),
    Command(
        "monitor",
        "monitor.command",
        "Measure what municipalities offer digitally: rounds, imports, replies, test questions and figures.",
        Needs.DJANGO,
        monitor_words.monitor,
    ),
    Command(
        "equalled-days",
        "equalled_days",
        "List, add or remove the days that a royal decree equates with holidays.",
        Needs.DJANGO,
        _equalled_days,
    ),
    Command(
        "mail-in",
        "mail_in",
        "Deliver one e-mail by hand: store it, handle it and say what became of it.",
        Needs.DJANGO,
        _mail_in,
    ),
    Command(
        "bounce",
        "bounce",
        "Say of an e-mail that came back whom it did not reach, whether for good, and why.",
        Needs.NOTHING,
        _bounce,
    ),
    Command(
        "receive-mail",
        "receive_mail",
        "Receive e-mail, over LMTP or SMTP or out of an IMAP mailbox.",
        Needs.DJANGO,
        _none,
    ),
    Command(
        "rotate-keys",
        "rotate_keys",
        "Make a new key for what is sealed in the database, and seal all of it anew.",
        Needs.DJANGO,
        _rotate_keys,
    ),
    Command(
        "change-signing-key",
        "change_signing_key",
        "Sign receipts with a new key from now on; what the old one signed stays good.",
        Needs.DJANGO,
        _none,
    ),
    Command(
        "public-key",
        "public_key",
        "Print the public keys with which receipts of this installation are checked, the one in use first.",
        Needs.DJANGO,
        _none,
    ),
    Command(
        "doctor",
        "doctor",
        "Check configuration, database, mail, clock and keys, and say how to mend what is wrong.",
        Needs.NOTHING,
        _none,
    ),
)


def parser() -> argparse.ArgumentParser:
    """The parser of all commands; the parsed arguments hold the Command as `command`."""
    whole = argparse.ArgumentParser(
        prog="openloket",
        description="OpenLoket: the municipal counter for official electronic messages.",
        epilog="Use `openloket COMMAND --help` for more about a command.",
    )
    commands = whole.add_subparsers(metavar="COMMAND", required=True)
    for command in COMMANDS:
        one = commands.add_parser(command.name, help=command.summary, description=command.summary)
        command.add_arguments(one)
        one.set_defaults(command=command)
    return whole
