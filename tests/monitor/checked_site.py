"""The made-up country that the page checker is tried on: every host and page of tests/monitor/site."""

import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from openloket.monitor.ports import Answer, Known, NoSuchHost
from openloket.monitor.scoring.channels import Channel

SITE = Path(__file__).with_name("site")
_SHELL = re.compile(r"<!-- (?:status (\d+) \| )?(\w+) \| (.*?) -->\n", re.DOTALL)


@dataclass(frozen=True)
class Labelled:
    """A page with what a person says of it.

    `first_look`: what the checker said of it when it was new, before any rule was changed because of it;
    none for the first pages, with which the rules were made.
    """

    address: str
    product: str
    channel: Channel
    first_look: Channel | None


def labelled() -> Iterator[Labelled]:
    with (SITE / "labels.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            first = Channel(row["first_look"]) if row["first_look"] else None
            yield Labelled(row["address"], row["product"], Channel(row["channel"]), first)


def fetch(address: str, known: Known | None = None) -> Answer:
    """What a server of the made-up country answers; as the port of the monitor."""
    parts = urlsplit(address)
    if not (SITE / (parts.hostname or "")).is_dir():
        raise NoSuchHost("dit adres bestaat niet")
    status, content, kind = served(parts.hostname or "", parts.path)
    etag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
    if known is not None and known.etag == etag:
        return Answer(address, 304, unchanged=True, etag=etag)
    return Answer(address, status, content, kind, etag=etag)


class Country:
    """The door to it, for the settings."""

    fetch = staticmethod(fetch)


def served(host: str, path: str) -> tuple[int, bytes, str]:
    """Status, content and kind of what stands at a path."""
    own = SITE / host / (path.strip("/") or "index")
    for found in (own.with_name(own.name + ".html"), own, own / "index.html", SITE / host / "_any.html"):
        if found.is_file() and found.suffix in (".html", ".txt"):
            return _page(found.read_text(encoding="utf-8"), host, found.suffix)
    if own.suffix in (".doc", ".docx") and own.is_file():
        return 200, own.read_bytes(), "application/msword"
    paper = own.with_name(own.name + ".txt")
    if not paper.is_file():
        paper = own.with_name(own.name + ".pdf.txt")
    if paper.is_file():
        return 200, pdf(paper.read_text(encoding="utf-8")), "application/pdf"
    return 404, b"<html><title>404</title><h1>Not found</h1>", "text/html"


def _page(text: str, host: str, suffix: str) -> tuple[int, bytes, str]:
    found = _SHELL.match(text)
    if suffix == ".txt" or found is None:
        return 200, text.encode(), "text/plain" if suffix == ".txt" else "text/html"
    slug = host.split(".")[-2]
    shell = (SITE / "shells" / f"{found[2]}.html").read_text(encoding="utf-8")
    for name, value in (("title", found[3]), ("town", slug.title()), ("slug", slug)):
        shell = shell.replace("{" + name + "}", value)
    return int(found[1] or 200), shell.replace("{body}", text[found.end() :]).encode(), "text/html"


def pdf(text: str) -> bytes:
    """A PDF with these lines; the first says how many fields of it can be filled in on the screen."""
    first, _, rest = text.partition("\n")
    fields = int(first.partition(":")[2])
    shown = "".join(f"({_escaped(line)}) ' " for line in rest.splitlines())
    stream = f"BT /F1 11 Tf 14 TL 50 800 Td {shown}ET"
    kids = " ".join(f"{6 + number} 0 R" for number in range(fields))
    form = f"/AcroForm << /Fields [{kids}] >>" if fields else ""
    things = [
        f"<< /Type /Catalog /Pages 2 0 R {form} >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Annots [{kids}]"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *(
            f"<< /Type /Annot /Subtype /Widget /FT /Tx /T (veld{number}) /Rect [50 {700 - number} 200 715] >>"
            for number in range(fields)
        ),
    ]
    return _written(things)


def _escaped(line: str) -> str:
    return line.replace("\\", "").replace("(", "\\(").replace(")", "\\)")


def _written(things: list[str]) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, thing in enumerate(things, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{thing}\nendobj\n".encode("latin-1", "replace")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    tail = f"xref\n0 {len(things) + 1}\n0000000000 65535 f \n{table}trailer\n"
    tail += f"<< /Size {len(things) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + tail.encode()
