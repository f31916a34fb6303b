"""The figures as people read them: tables, with the ratios to the floors in front."""

from collections.abc import Iterable, Sequence
from typing import Any

from bench.country import KINDS
from bench.looks import BUDGET_BYTES
from bench.monitor import text as monitor_text
from bench.notices import text as notices_text


def text(figures: dict[str, Any]) -> str:
    """Everything of one run."""
    parts = [
        _headline(figures),
        _submissions(figures["submissions"]),
        _costs(figures["submissions"]),
        _floors(figures),
        _other(figures),
        notices_text(figures["notices"]),
        _pages(figures["pages"]),
    ]
    if "archive" in figures:
        parts.append(_archive(figures["archive"]))
    if "mine" in figures:
        parts.append(_mine(figures["mine"]))
    parts.append(_outage(figures["outage"]))
    if "country" in figures:
        parts.append(_country(figures["country"]))
    parts.append(monitor_text(figures["monitor"]))
    return "\n\n".join(parts)


def _headline(figures: dict[str, Any]) -> str:
    lines = ["How near a whole submission (all pages, receipt, mail, evidence) comes to its floors"]
    rows = []
    for run in figures["submissions"]:
        clients, rate = run["clients"], run["completed_per_second"]
        bare = figures["bare_django"][clients]
        rows.append(
            (
                clients,
                f"{rate / bare['per_second']:.1%}",
                f"{rate / figures['pgbench'][clients]:.2%}",
                f"{run['cpu_ms']['all'] / bare['cpu_ms']:.1f}x",
                f"{run['cpu_ms']['all'] / bare['cpu_ms'] / run['requests']:.2f}x",
            )
        )
    heads = (
        "clients",
        "of bare Django's rate",
        "of pgbench's rate",
        "its processor time",
        "that per request",
    )
    return "\n".join([*lines, *_table(heads, rows)])


def _submissions(runs: list[dict[str, Any]]) -> str:
    rows = (
        (
            run["clients"],
            f"{run['completed_per_second']:.1f}",
            f"{run['per_second']:.1f}",
            *(f"{run[name] * 1000:.0f} ms" for name in ("way_p50", "way_p99", "send_p50", "send_p99")),
            f"{run['sealed_after_seconds']:.1f} s",
        )
        for run in runs
    )
    heads = (
        "clients",
        "completed/s",
        "receipts shown/s",
        "way p50",
        "way p99",
        "send p50",
        "send p99",
        "all sealed after",
    )
    title = f"Submissions: product page, steps, check, send, receipt ({runs[0]['requests']} requests each)"
    return "\n".join([title, *_table(heads, rows)])


def _costs(runs: list[dict[str, Any]]) -> str:
    rows = (
        (
            run["clients"],
            *(f"{run['cpu_ms'][name]:.1f}" for name in ("all", "web", "worker", "database")),
            f"{run['generator_cpu_ms']:.1f}",
        )
        for run in runs
    )
    heads = ("clients", "all", "web", "worker", "database", "(load generator, not counted)")
    return "\n".join(["Processor milliseconds for each completed submission", *_table(heads, rows)])


def _floors(figures: dict[str, Any]) -> str:
    rows = (
        (
            clients,
            f"{figures['pgbench'][clients]:.0f}/s",
            f"{bare['per_second']:.0f}/s",
            f"{bare['p50'] * 1000:.1f} ms",
            f"{bare['p99'] * 1000:.1f} ms",
            f"{bare['cpu_ms']:.2f} ms",
        )
        for clients, bare in figures["bare_django"].items()
    )
    heads = ("clients", "pgbench", "bare Django", "p50", "p99", "processor each")
    return "\n".join(
        ["Floors: one request that inserts the same answers and a line of log", *_table(heads, rows)]
    )


def _other(figures: dict[str, Any]) -> str:
    drain, pdfs, heard, memory = (figures[name] for name in ("drain", "pdfs", "statements", "memory"))
    mails = figures["mails"]
    return "\n".join(
        (
            f"SQL statements per send     {heard['send']} (budget {heard['budget']}); with BEGIN, COMMIT and"
            f" scope {heard['send_with_begin_commit_and_scope']}; whole way {heard['whole_way']},"
            f" {heard['whole_way_with_begin_commit_and_scope']}",
            f"Accepted, worker stopped    {drain['accepted_per_second']:.1f}/s at 16 clients",
            f"Receipt mail drained        {drain['per_second']:.1f}/s ({drain['messages']} messages,"
            f" {drain['worker_cpu_ms']:.1f} ms of the worker's processor each)",
            f"E-mail in, kept             {mails['kept_per_second']:.1f}/s over 8 lines, with a file each",
            f"E-mail in, confirmed        {mails['per_second']:.1f}/s ({mails['mails']} e-mails;"
            f" {mails['worker_cpu_ms']:.1f} ms of the worker's processor each)",
            f"PDFs over HTTP              {pdfs['per_second']:.1f}/s at {pdfs['clients']} clients,"
            f" p50 {pdfs['p50'] * 1000:.0f} ms, p99 {pdfs['p99'] * 1000:.0f} ms",
            f"Memory of web and worker    {memory['own']:.0f} MiB ({memory['resident']:.0f} MiB with shared"
            " pages counted for each process)",
            f"Start of web                {figures['start_seconds']:.1f} s until the product page is shown",
        )
    )


def _pages(pages: list[dict[str, Any]]) -> str:
    rows = (
        (
            f"{page['all'] / 1024:.1f} KB{' OVER BUDGET' if page['all'] > BUDGET_BYTES else ''}",
            f"{page['html'] / 1024:.1f} KB",
            f"{page['linked'] / 1024:.1f} KB",
            page["scripts"],
            page["page"],
        )
        for page in pages
    )
    title = f"Page weight on a first visit (budget {BUDGET_BYTES // 1024} KB all in, no scripts)"
    return "\n".join([title, *_table(("all in", "page", "styles, drawings", "scripts", "address"), rows)])


def _archive(sizes: list[dict[str, Any]]) -> str:
    rows = (
        (
            f"{one['submissions']:,}",
            *(f"{one[name] * 1000:.1f} ms" for name in ("send_p50", "way_p50", "inbox_p50", "search_p50")),
        )
        for one in sizes
    )
    heads = ("submissions stored", "send p50", "way p50", "inbox p50", "search p50")
    return "\n".join(["The same with an archive, one at a time", *_table(heads, rows)])


def _mine(sizes: list[dict[str, Any]]) -> str:
    rows = (
        (f"{one['zaken']:,}", one["statements"], *(f"{one[name] * 1000:.1f} ms" for name in ("p50", "p95")))
        for one in sizes
    )
    heads = ("zaken of the organisation", "statements", "p50", "p95")
    return "\n".join(["The home of one person in Mijn omgeving", *_table(heads, rows)])


def _outage(cases: list[dict[str, Any]]) -> str:
    rows = (
        (
            f"{one['zaken']:,}",
            f"{one['touched']:,}",
            *(
                text
                for name in ("forgive", "extend")
                for text in (f"{one[name]['seconds'] * 1000:.0f} ms", one[name]["statements"])
            ),
        )
        for one in cases
    )
    heads = ("zaken stored", "terms touched", "forgiving", "statements", "extending", "statements")
    title = "Recomputing after an outage: time and statements grow with what it touched, not with the archive"
    return "\n".join([title, *_table(heads, rows)])


def _country(found: dict[str, Any]) -> str:
    heads = ("municipality", *(f"{kind} {part}" for kind in KINDS for part in ("p50", "p95")))
    rows = (
        (label, *(f"{found[which][head.replace(' ', '_')] * 1000:.1f} ms" for head in heads[1:]))
        for which, label in (
            ("few", "one of two"),
            ("all", f"each time another of {found['organisations']}"),
            ("busy", f"one of {found['organisations']}"),
        )
    )
    title = (
        f"The whole country: {found['products']:,} products of {found['organisations']} organisations"
        f" imported in {found['seconds']:.0f} s, with {found['memory']:.0f} MiB;"
        f" web then holds {found['web_memory']:.0f} MiB"
    )
    return "\n".join([title, *_table(heads, rows)])


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    cells = [list(heads), *([str(one) for one in row] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(heads))]
    return [
        "  " + "  ".join(one.rjust(width) for one, width in zip(row, widths, strict=True)) for row in cells
    ]
