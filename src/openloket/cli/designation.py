"""`openloket designation`: the designation decision of an organisation on any day, and what changed."""

import argparse
import json
import sys
from datetime import UTC, date, datetime

from django.template.loader import get_template

from openloket.cli.organisation import named
from openloket.conf.env import ConfigurationError
from openloket.law.kalender import dag_in_amsterdam
from openloket.offer.designation import keeping
from openloket.offer.designation.difference import Change, difference
from openloket.offer.designation.document import Document
from openloket.offer.models import DesignationDecision
from openloket.oversight.drift import alarm
from openloket.tenancy.models import Organisation
from openloket.tenancy.scope import scope
from openloket.web.designation.page import rendered
from openloket.web.designation.shown import as_context, state_in_words


def run(arguments: argparse.Namespace) -> int:
    """Print the decision in force, or else the draft that the register asks for; or a difference.

    Exit code 1 when a version that is asked for does not exist, or when the alarm found something.
    """
    organisation = named(arguments.organisation)
    with scope(organisation.pk):
        if arguments.diff:
            return _difference(*arguments.diff, as_json=arguments.format == "json")
        day = _day(arguments.on)
        if arguments.drift:
            return _drift(organisation, day)
        version = keeping.in_force(day)
        document = keeping.document_of(version) if version else keeping.asked_for(organisation, day)
        sys.stdout.buffer.write(_written(document, version, arguments.format, organisation))
        return 0


def _day(told: str | None) -> date:
    """The day that was named, else today. Raises ConfigurationError."""
    try:
        return date.fromisoformat(told) if told else dag_in_amsterdam(datetime.now(UTC))
    except ValueError as problem:
        raise ConfigurationError(f"designation: {told!r} is no day; write it as 2026-05-31") from problem


def _drift(organisation: Organisation, day: date) -> int:
    """What differs between decision, register, forms and mailboxes, as JSON."""
    found = alarm(organisation, day)
    told = {
        "undecided": list(found.drift.undecided),
        "decision": [
            {"version": one.number, **one.change.as_json(), "since": one.since} for one in found.drift.found
        ],
        "practice": [
            {"what": one.gap.value, "title": one.title, "detail": one.detail, "since": one.since}
            for one in found.apart
        ],
    }
    print(json.dumps(told, ensure_ascii=False, indent=1, default=str))
    return 1 if found.count else 0


def _written(
    document: Document, version: DesignationDecision | None, form: str, organisation: Organisation
) -> bytes:
    if form == "html":
        template = get_template("public/designation_plain.html")
        return template.render({**as_context(document, version), "title": document.title}).encode()
    if form == "text":
        return _text(document, version).encode()
    return rendered(document, version, form, organisation.name)[0]


def _text(document: Document, version: DesignationDecision | None) -> str:
    lines = [document.title, state_in_words(version), ""]
    lines += [f"{'; '.join(document.authorities)};", f"gelet op {document.legal_basis};", "overwegende:"]
    lines += [*(f"  - {one}" for one in document.recitals), ""]
    for article in document.articles:
        lines += [f"Artikel {article.number} {article.title}", *article.paragraphs]
        lines += [f"  - {item}" for item in article.items] + [""]
    lines += [
        f"{row.product} | {row.message_type} | {row.authority} | {row.way} {row.address}".rstrip()
        for row in document.annex
    ]
    lines += ["", *(f"{one.authority}: {', '.join(one.roles)}" for one in document.signatures)]
    lines += ["", "Nog na te kijken:", *(f"  - {one}" for one in document.unverified)]
    return "\n".join(lines) + "\n"


def _difference(first: int, second: int, *, as_json: bool) -> int:
    versions = [keeping.version_numbered(number) for number in (first, second)]
    for number, version in zip((first, second), versions, strict=True):
        if version is None:
            print(f"Versie {number} bestaat niet.", file=sys.stderr)
            return 1
    changes = difference(*(keeping.document_of(version) for version in versions if version))
    if as_json:
        print(json.dumps([change.as_json() for change in changes], ensure_ascii=False, indent=1))
    else:
        print("\n\n".join(map(_told, changes)) or "Er is geen verschil.")
    return 0


def _told(change: Change) -> str:
    """A difference to read: what happened to which part, how it was and how it becomes."""
    lines = [f"{change.kind.value.capitalize()}: {change.part}"]
    lines += [f"  was:   {change.was}"] if change.was else []
    lines += [f"  wordt: {change.now}"] if change.now else []
    return "\n".join(lines)
