"""The words of the command that says where people log in."""

import argparse

_ORGANISATION = "the organisation by its name in addresses, such as duinstede"


def provider(parser: argparse.ArgumentParser) -> None:
    """`openloket provider add|list|check|stop`."""
    actions = parser.add_subparsers(metavar="ACTION", required=True, dest="action")
    _add(actions.add_parser("add", help="add a provider, or change the one with this key"))
    listing = actions.add_parser("list", help="list the providers")
    listing.add_argument("organisation", help=_ORGANISATION)
    check = actions.add_parser("check", help="ask the provider how it is configured, and say what is missing")
    check.add_argument("organisation", help=_ORGANISATION)
    check.add_argument("key", help="the provider by its key, such as digid")
    stop = actions.add_parser("stop", help="let nobody log in there any more")
    stop.add_argument("organisation", help=_ORGANISATION)
    stop.add_argument("key", help="the provider by its key, such as digid")


def _add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("organisation", help=_ORGANISATION)
    parser.add_argument("key", help="how it is named in addresses, such as digid")
    parser.add_argument("--label", required=True, help="what people know it by, such as DigiD")
    parser.add_argument(
        "--audience",
        required=True,
        choices=("inwoner", "bedrijf", "eu", "medewerker"),
        help="who logs in there",
    )
    parser.add_argument("--issuer", required=True, metavar="URL", help="its issuer, as it names itself")
    parser.add_argument("--client-id", required=True, metavar="ID", help="what it knows us by")
    parser.add_argument(
        "--secret",
        action="store_true",
        help="ask for the secret that it gave us, or read it from the input; without: none, or as it was",
    )
    parser.add_argument("--scopes", default="openid", help="what is asked of it (default: openid)")
    parser.add_argument(
        "--claims",
        metavar="FILE",
        required=True,
        help="a JSON file that says which claim holds bsn, kvk, branch, rsin, eidas, name, level;"
        " of employees: name, level, and which amr values show a second factor",
    )
    parser.add_argument(
        "--level",
        action="append",
        default=[],
        metavar="ACR=LEVEL",
        help="what one of its acr values means: laag, substantieel or hoog; may be given more than once",
    )
    parser.add_argument("--position", type=int, default=0, help="its place on the page (default: 0)")
