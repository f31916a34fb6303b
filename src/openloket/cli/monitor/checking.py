"""`openloket monitor watch`, `check`, `look` and `undecided`: the page checker, from addresses to figures."""

import argparse
import csv
import json
import sys
from collections import Counter, deque
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from openloket.catalogues.reading import NotACatalogue
from openloket.catalogues.record import Faulty
from openloket.cli.catalogue import records
from openloket.cli.monitor.rounds import named
from openloket.conf.doors import door
from openloket.conf.env import ConfigurationError
from openloket.flows.measuring.keep_round import bring_lists
from openloket.flows.measuring.note_visit import Noted, UnableToNoteVisit, is_due, note_visit
from openloket.flows.measuring.observe import UnableToObserve
from openloket.flows.measuring.own_case import Judge
from openloket.flows.measuring.settle_page import UnableToSettle, settle_page
from openloket.flows.measuring.watch_pages import PageOf, watch_pages
from openloket.law.kalender import dag_in_amsterdam
from openloket.monitor.checking.looking import Looked, look
from openloket.monitor.models import Round, SetProduct, Undecided, WatchedPage
from openloket.monitor.ports import Known
from openloket.monitor.product_words import also_called
from openloket.monitor.scoring.channels import LABELS, Audience, Channel
from openloket.monitor.sources.declared import Declared
from openloket.offer.national_lists import municipality_named

_READ_WHOLE_FOR = timedelta(days=30)
"""Longer ago than this a page is read whole, changed or not: what it leads to may have changed."""

COLUMNS = ("gemeente", "product", "doelgroep", "adres")


def watch(arguments: argparse.Namespace) -> int:
    """Take in the pages to watch, from a catalogue or a table."""
    path = Path(arguments.file)
    bring_lists()
    try:
        pages = list(_of_table(path) if _is_own(path) else _of_catalogue(path))
    except (OSError, EOFError, UnicodeDecodeError, csv.Error, NotACatalogue, ValueError) as problem:
        raise ConfigurationError(f"monitor watch: {path.name}: {problem}") from problem
    for what, number in sorted(watch_pages(pages).items()):
        print(f"{number:>8}  {what}")
    return 0


def _is_own(path: Path) -> bool:
    if path.suffix != ".csv":
        return False
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return tuple(next(csv.reader(lines), ())) == COLUMNS


def _of_table(path: Path) -> Iterator[PageOf]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            yield PageOf(row["gemeente"], row["product"], Audience(row["doelgroep"]), row["adres"])


def _of_catalogue(path: Path) -> Iterator[PageOf]:
    """The pages about products of which a set tells; of several about one product the one that counts."""
    told, asked = Declared(), dict[str, set[Audience]]()
    for term, audience in SetProduct.objects.values_list("product__term", "audience"):
        asked.setdefault(term, set()).add(Audience(audience))
    for one in records(path):
        if not isinstance(one, Faulty):
            known = municipality_named(one.authority)
            told.add(known.cbs_code if known else one.authority, one)
    for (town, term), record in told.chosen.items():
        if record.identifier.startswith(("http://", "https://")):
            for audience in sorted(asked.get(term, ())):
                yield PageOf(town, term, audience, record.identifier)


def check(arguments: argparse.Namespace) -> int:
    """Visit the pages that are due, one by one; stopped and begun again, it goes on where it was."""
    round = named(arguments.round)
    if round.published_at:
        raise ConfigurationError(f"monitor check: round {round.key} is published already")
    waiting = _due(round, arguments)
    total = min(len(waiting), arguments.most or len(waiting))
    fetch = door("PAGES").fetch
    counts: Counter[Noted] = Counter()
    print(f"Ronde {round.key}: {len(waiting)} pagina's te bezoeken, nu {total}.", flush=True)
    for number, page in enumerate(waiting[:total], start=1):
        looked = look(page.address, page.product.name, fetch, _known(page), also_called(page.product.name))
        try:
            noted = note_visit(page, round, looked, datetime.now(UTC))
        except (UnableToNoteVisit, UnableToObserve) as refusal:
            print(f"{page.address}: {refusal}", file=sys.stderr)
            continue
        counts[noted] += 1
        print(f"{number}/{total}  {noted}: {_line(looked)}", file=sys.stderr, flush=True)
    for one in Noted:
        print(f"{counts[one]:>8}  {one}")
    return 0


def _due(round: Round, arguments: argparse.Namespace) -> list[WatchedPage]:
    """The pages to visit, so ordered that two of one site seldom follow each other."""
    today = dag_in_amsterdam(datetime.now(UTC))
    asked = set(Undecided.objects.filter(round=round, settled_at=None).values_list("page_id", flat=True))
    wanted = set(
        SetProduct.objects.filter(product_set_id=round.product_set_id).values_list("product_id", "audience")
    )
    rows = WatchedPage.objects.select_related("product").order_by("pk")
    if arguments.gemeente:
        rows = rows.filter(municipality_id__in=arguments.gemeente)
    due = [
        one
        for one in rows
        if (one.product_id, one.audience) in wanted
        and one.pk not in asked
        and is_due(one, round.begins_on, today)
    ]
    return list(_mixed(due))


def _mixed(pages: list[WatchedPage]) -> Iterator[WatchedPage]:
    by_host: dict[str, deque[WatchedPage]] = {}
    for one in pages:
        by_host.setdefault(urlsplit(one.address).netloc, deque()).append(one)
    while by_host:
        for host in list(by_host):
            yield by_host[host].popleft()
            if not by_host[host]:
                del by_host[host]


def _known(page: WatchedPage) -> Known | None:
    """What was kept of a page, when it may stand for what would be read now."""
    is_fresh = page.read_at is not None and datetime.now(UTC) - page.read_at < _READ_WHOLE_FOR
    if not (is_fresh and page.channel) or page.lower:
        return None
    return Known(page.etag, page.modified)


def look_at(arguments: argparse.Namespace) -> int:
    """Look at addresses and print what is made of them; nothing is kept."""
    fetch = door("PAGES").fetch
    for address in arguments.address:
        looked = look(address, arguments.product, fetch, also=also_called(arguments.product))
        print(json.dumps(_as_json(looked), ensure_ascii=False) if arguments.json else _told(looked))
    return 0


def _line(looked: Looked) -> str:
    if looked.unchanged:
        return f"onveranderd  {looked.address}"
    return f"{LABELS[looked.verdict.channel]} ({looked.verdict.confidence:.2f})  {looked.address}"


def _told(looked: Looked) -> str:
    reasons = "".join(f"\n    {one}" for one in looked.verdict.reasons)
    return f"{_line(looked)}\n    {looked.verdict.state}{reasons}"


def _as_json(looked: Looked) -> dict[str, object]:
    verdict = looked.verdict
    return {
        "address": looked.address,
        "status": looked.status,
        "sha256": looked.page_hash,
        "state": verdict.state.value,
        "channel": verdict.channel.value,
        "confidence": verdict.confidence,
        "supplier": verdict.supplier,
        "reasons": [str(one) for one in verdict.reasons],
        "channels": {one.channel.value: one.confidence for one in verdict.findings},
    }


def undecided(arguments: argparse.Namespace) -> int:
    """List what waits for a person, or settle one of them."""
    if arguments.what == "settle":
        try:
            done = settle_page(
                arguments.number,
                Channel(arguments.channel),
                Judge(arguments.by),
                arguments.because,
                datetime.now(UTC),
            )
        except UnableToSettle as refusal:
            raise ConfigurationError(f"monitor undecided settle: {refusal}") from refusal
        print(f"Vraag {done.pk}: {LABELS[Channel(done.answer)]}.")
        return 0
    round = named(arguments.round)
    waiting = Undecided.objects.filter(round=round, settled_at=None).select_related(
        "page__municipality", "page__product"
    )
    for one in waiting.order_by("confidence", "pk")[: arguments.most]:
        page = one.page
        print(f"{one.pk}  {page.municipality.name}, {page.product.name} ({page.audience})  {page.address}")
        print(f"      misschien {LABELS[Channel(one.channel)]} ({one.confidence}): {one.reason}")
    print(f"{waiting.count()} vragen open in ronde {round.key}.")
    return 0
