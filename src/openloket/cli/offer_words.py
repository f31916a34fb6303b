"""The words of the commands that fill an installation: organisations, employees and catalogues."""

import argparse

_ORGANISATION = "the organisation by its name in addresses, such as duinstede"


def organisation(parser: argparse.ArgumentParser) -> None:
    """`openloket organisation add NAME`, `… refresh [ORG]` and `… return-pattern ORG PATTERN`."""
    actions = parser.add_subparsers(metavar="ACTION", required=True, dest="action")
    returns = actions.add_parser(
        "return-pattern", help="let each message leave with a return address of its own"
    )
    returns.add_argument("organisation", help=_ORGANISATION)
    returns.add_argument(
        "pattern", help="where bounces go, with * for the message: 'terug+*@zandhoek.nl'; '' for none"
    )
    add = actions.add_parser("add", help="make an organisation with a way for every message")
    add.add_argument("name", help="its name, such as Zandhoek")
    add.add_argument("--cbs", default="", metavar="CODE", help="its CBS code, such as GM0014")
    add.add_argument("--phone", default="", help="the number that people call")
    add.add_argument("--email", default="", help="the address that confirmations come from")
    add.add_argument("--website", default="", help="the address of its own website")
    add.add_argument("--host", default="", help="its own host name, such as loket.zandhoek.nl")
    refresh = actions.add_parser(
        "refresh", help="add what every organisation needs by now; `migrate` does it too"
    )
    refresh.add_argument("organisation", nargs="?", help=f"only this one: {_ORGANISATION}")


def employee(parser: argparse.ArgumentParser) -> None:
    """`openloket employee add ORG USERNAME` and `openloket employee second-factor reset ORG USERNAME`."""
    actions = parser.add_subparsers(metavar="ACTION", required=True, dest="action")
    add = actions.add_parser("add", help="add somebody; the password is asked, or read from the input")
    add.add_argument("organisation", help=_ORGANISATION)
    add.add_argument("username", help="the name to log in with")
    add.add_argument("--name", required=True, help="first and last name")
    add.add_argument(
        "--role",
        required=True,
        choices=("case_worker", "lead", "administrator"),
        help="what this employee may do",
    )
    add.add_argument("--team", default="", help="the team; made when it is not there")
    add.add_argument("--email", default="", help="where mail about the login goes")
    factor = actions.add_parser("second-factor", help="the second step of logging in")
    what = factor.add_subparsers(metavar="ACTION", required=True)
    reset = what.add_parser("reset", help="take it away, for who lost the phone and the spare codes")
    reset.add_argument("organisation", help=_ORGANISATION)
    reset.add_argument("username", help="the name to log in with")


def catalogue(parser: argparse.ArgumentParser) -> None:
    """`openloket catalogue import FILE` and `openloket catalogue feed ORG`."""
    actions = parser.add_subparsers(metavar="ACTION", required=True, dest="action")
    read = actions.add_parser("import", help="make services of the products in a file")
    read.add_argument("file", help="a table (.csv, .csv.gz) or XML (.xml, .xml.gz) of Samenwerkende Catalogi")
    read.add_argument("--organisation", metavar="ORG", help=f"only this one: {_ORGANISATION}")
    read.add_argument("--create", action="store_true", help="make the municipalities that are not here yet")
    feed = actions.add_parser("feed", help="print the products of an organisation as Samenwerkende Catalogi")
    feed.add_argument("organisation", help=_ORGANISATION)
