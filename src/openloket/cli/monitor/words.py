"""The words of `openloket monitor`: every action with its arguments."""

import argparse

from openloket.monitor.scoring.channels import Basis, Channel
from openloket.monitor.sources.templates import Kind

_ROUND = "the round by its key, such as 2026-1 (default: the last one that is not published)"


def monitor(parser: argparse.ArgumentParser) -> None:
    """`openloket monitor ACTION`."""
    actions = parser.add_subparsers(metavar="ACTION", required=True, dest="action")
    _rounds(actions.add_parser("round", help="begin, list, score or publish a round"))
    _sets(actions.add_parser("set", help="list the sets of products, or keep one of your own"))
    _tables(actions.add_parser("import", help="read a table that somebody filled in"))
    _catalogue(actions.add_parser("import-sc", help="read what municipalities say themselves"))
    _watch(actions.add_parser("watch", help="take in the pages that the checker is to visit"))
    _check(actions.add_parser("check", help="visit the pages that are due, politely, one by one"))
    _look(actions.add_parser("look", help="look at a page and say by which channels one applies there"))
    _undecided(actions.add_parser("undecided", help="decide what the checker could not"))
    _report(actions.add_parser("report", help="print the figures of a round"))
    _reply(actions.add_parser("reply", help="let municipalities reply before publication"))
    _question(actions.add_parser("question", help="send test questions, and time their confirmation"))
    _installation(actions.add_parser("installation", help="let an OpenLoket report what it offers"))
    _own(actions.add_parser("self-report", help="print or send what this installation offers"))


def _rounds(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(metavar="WHAT", required=True, dest="what")
    add = what.add_parser("add", help="begin a round")
    add.add_argument("key", help="its name in addresses, such as 2026-1")
    add.add_argument("--name", default="", help="its name for people (default: the key)")
    add.add_argument(
        "--set", default="twintig", help="the product set (default: twintig; see: monitor set list)"
    )
    add.add_argument("--from", dest="begins", required=True, metavar="DAY", help="the first day")
    add.add_argument("--until", dest="ends", required=True, metavar="DAY", help="the last day")
    add.add_argument("--note", default="", help="what every reader must know")
    add.add_argument(
        "--made-up", action="store_true", help="nothing is measured: every page, report and file says so"
    )
    what.add_parser("list", help="all rounds")
    for name, text in (
        ("score", "compute and keep the figures"),
        ("publish", "show the figures to the public, when everybody could reply"),
    ):
        what.add_parser(name, help=text).add_argument("key", help="the round by its key")


def _sets(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(metavar="WHAT", required=True, dest="what")
    what.add_parser("list", help="all sets, with who chose their products")
    what.add_parser("template", help="print an empty set with an example")
    add = what.add_parser("add", help="keep a set of your own; until a round uses it, it may be replaced")
    add.add_argument("key", help="its name for --set, such as jeugd-2026")
    add.add_argument("file", metavar="FILE", help="a .csv with the columns product, doelgroep")
    add.add_argument("--name", required=True, help="its name for people")
    add.add_argument(
        "--source", required=True, help="who chose these products and why, as everybody reads it"
    )


def _tables(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", metavar="FILE", help="the table (.csv or .csv.gz)")
    parser.add_argument("--round", metavar="R", help=_ROUND)
    parser.add_argument(
        "--kind",
        choices=[one.value for one in Kind],
        default=Kind.OBSERVATIONS.value,
        help=f"what the table tells of (default: {Kind.OBSERVATIONS.value})",
    )
    parser.add_argument("--template", action="store_true", help="print an empty table with an example")
    parser.add_argument(
        "--skip-faulty", action="store_true", help="import the good lines, also when others have faults"
    )


def _catalogue(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", help="a table (.csv, .csv.gz) or XML of Samenwerkende Catalogi"
    )
    parser.add_argument(
        "--round", metavar="R", help="the round (default: one of its own, named after the day)"
    )
    parser.add_argument(
        "--on", metavar="DAY", help="the day of the snapshot (default: the last change that is in it)"
    )


def _watch(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        metavar="FILE",
        help="Samenwerkende Catalogi (.csv, .csv.gz or XML), or a .csv with the columns"
        " gemeente, product, doelgroep, adres",
    )


def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--round", metavar="R", help=_ROUND)
    parser.add_argument(
        "--gemeente",
        action="append",
        metavar="CODE",
        help="only this municipality, such as GM0014; may be given more than once",
    )
    parser.add_argument("--most", type=int, metavar="N", help="stop after so many pages")


def _look(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("address", nargs="+", metavar="ADDRESS", help="the page about a product")
    parser.add_argument(
        "--product", default="", help="the name of the product (default: the title of the page)"
    )
    parser.add_argument("--json", action="store_true", help="print one line of JSON for each page")


def _undecided(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(metavar="WHAT", required=True, dest="what")
    listing = what.add_parser("list", help="what waits for a person, the most doubtful first")
    listing.add_argument("--round", metavar="R", help=_ROUND)
    listing.add_argument("--most", type=int, default=50, metavar="N", help="show so many (default: 50)")
    settle = what.add_parser("settle", help="say what it is")
    settle.add_argument("number", type=int, metavar="NUMBER", help="the number in the list")
    settle.add_argument("--channel", required=True, choices=[one.value for one in Channel], help="what it is")
    settle.add_argument("--by", required=True, help="which organisation or role looked; no name of a person")
    settle.add_argument("--because", required=True, help="why, as everybody may read it")


def _report(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--round", metavar="R", help=_ROUND)
    parser.add_argument(
        "--basis",
        choices=[one.value for one in Basis],
        help="who says so (default: measured where there is anything measured)",
    )
    parser.add_argument("--json", action="store_true", help="print all figures as JSON")


def _reply(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(metavar="WHAT", required=True, dest="what")
    offer = what.add_parser("offer", help="let every municipality of a round reply; prints their links")
    offer.add_argument("--round", metavar="R", help=_ROUND)
    offer.add_argument("--until", required=True, metavar="DAY", help="the last day to reply")
    listing = what.add_parser("list", help="who replied, and what came of it")
    listing.add_argument("--round", metavar="R", help=_ROUND)
    link = what.add_parser("link", help="a new link for who lost its own, which works no longer then")
    link.add_argument("municipality", metavar="CODE", help="the municipality, such as GM0014")
    link.add_argument("--round", metavar="R", help=_ROUND)
    settle = what.add_parser("settle", help="say what came of a reply")
    settle.add_argument("municipality", metavar="CODE", help="the municipality, such as GM0014")
    settle.add_argument("--round", metavar="R", help=_ROUND)
    settle.add_argument("--outcome", required=True, choices=("agreed", "corrected", "upheld"))
    settle.add_argument("--by", required=True, help="which organisation judged it; no name of a person")
    settle.add_argument("--because", required=True, help="why, as the public reads it")


def _question(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(metavar="WHAT", required=True, dest="what")
    send = what.add_parser("send", help="mail a test question, and start its clock")
    send.add_argument("--round", metavar="R", help=_ROUND)
    send.add_argument("--gemeente", dest="municipality", required=True, metavar="CODE", help="to whom")
    send.add_argument("--to", required=True, metavar="ADDRESS", help="the mailbox of the municipality")
    typed = what.add_parser("typed", help="start the clock of a question that goes into a form; prints it")
    typed.add_argument("--round", metavar="R", help=_ROUND)
    typed.add_argument("--gemeente", dest="municipality", required=True, metavar="CODE", help="to whom")
    typed.add_argument("--to", required=True, metavar="URL", help="the form")
    for one in (send, typed):
        one.add_argument(
            "--from", dest="sender", default="", metavar="MAILBOX",
            help="where the confirmation comes back (default: OPENLOKET_MONITOR_CONTACT)",
        )  # fmt: skip
    answer = what.add_parser("answer", help="note the confirmation in an e-mail that came back")
    answer.add_argument("file", metavar="FILE.eml", help="the e-mail as it came")
    confirmed = what.add_parser("confirmed", help="note a confirmation that was seen on a page")
    confirmed.add_argument("code", help="the code of the question")
    confirmed.add_argument("--words", required=True, help="the words that confirm it")


def _installation(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(metavar="WHAT", required=True, dest="what")
    add = what.add_parser("add", help="let it report; prints its token once")
    add.add_argument("name", help="who runs it")
    add.add_argument(
        "--gemeente", dest="municipalities", action="append", required=True, metavar="CODE",
        help="for which municipality it speaks; may be given more than once",
    )  # fmt: skip
    what.add_parser("list", help="who may report")
    what.add_parser("end", help="stop accepting its reports").add_argument("name", help="who runs it")


def _own(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--round", metavar="R", required=True, help="the round at the monitor")
    parser.add_argument("--to", metavar="URL", help="the monitor; without it the report is only printed")
    parser.add_argument("--token", metavar="FILE", help="a file with the token that the monitor gave")
