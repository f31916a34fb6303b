"""The rules about tables: whose rows are seen, and how long they stay."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db import connection

SCOPE_RULE = (
    "(organisation_id = (NULLIF(current_setting('openloket.organisation'::text, true), ''::text))::bigint)"
)

# Tables without organisation: what they hold, and why that may be seen by every organisation.
OPEN_TO_ALL: Mapping[str, str] = {
    "tenancy_organisation": "public facts; the scope itself is found in it",
    "offer_product": "the national list of product names, the same for all",
    "offer_equalledday": "days of the national calendar",
    "monitor_municipality": "the list of municipalities of the country",
    "monitor_product": "the national list of product names",
    "monitor_productset": "which products are looked at",
    "monitor_setproduct": "idem, one by one",
    "monitor_round": "the national measurement; of no organisation",
    "monitor_importedfile": "which files were read into it",
    "monitor_observation": "public figures about municipalities, measured from outside",
    "monitor_supportfound": "public figures about municipalities",
    "monitor_accessibilitystatement": "public figures about municipalities",
    "monitor_satisfaction": "public figures about municipalities",
    "monitor_designationfound": "publications that everybody can read",
    "monitor_receipttest": "test questions of the measurement itself; nobody's message",
    "monitor_rightofreply": "what municipalities say of their figures",
    "monitor_cataloguecount": "counts of a public catalogue",
    "monitor_installation": "who may report; tokens as hashes only",
    "monitor_watchedpage": "public pages of municipalities, and what was found there",
    "monitor_undecided": "what the page checker asked a person about a public page",
    "monitor_scoring": "when figures were computed",
    "monitor_tally": "the figures; published",
    "outages_heartbeat": "the last sign of life of the prober; nobody's data",
    "evidence_leaf": "hashes only; the tree runs over all organisations",
    "evidence_node": "hashes only",
    "evidence_treehead": "hashes only; published",
    "evidence_timestamp": "stamps over published hashes",
    "django_migrations": "names of migrations; the app may only read it",
    "django_content_type": "names of tables",
    "django_session": "keys of sessions; which employee a session has is read within the scope",
    "auth_permission": "Django makes it; not used, roles are in tenancy.rights",
    "auth_group": "Django makes it; not used",
    "auth_group_permissions": "Django makes it; not used",
    "procrastinate_jobs": "ids only, never personal data; the worker opens the scope that the job names",
    "procrastinate_events": "what happened to jobs",
    "procrastinate_periodic_defers": "moments of periodic jobs",
    "procrastinate_workers": "heartbeats of workers",
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table as PostgreSQL keeps it; `rules` are the policies as (for what, sees, may write)."""

    name: str
    enabled: bool
    forced: bool
    rules: tuple[tuple[str, str, str], ...]

    @property
    def is_scoped(self) -> bool:
        """Whether only rows of the organisation in scope are seen and written, whoever asks."""
        return self.enabled and self.forced and self.rules == (("ALL", SCOPE_RULE, SCOPE_RULE),)


def live_tables() -> list[Table]:
    """Every table of the database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, relrowsecurity, relforcerowsecurity, COALESCE(rules, '{}') FROM pg_class"
            " LEFT JOIN (SELECT tablename, array_agg(ARRAY[cmd, qual, with_check]) AS rules"
            "            FROM pg_policies GROUP BY tablename) AS policy ON tablename = relname"
            " WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace ORDER BY relname"
        )
        return [
            Table(name, on, forced, tuple(tuple(rule) for rule in rules))
            for name, on, forced, rules in cursor.fetchall()
        ]


def unprotected(tables: Iterable[Table], open_to_all: Mapping[str, str] = OPEN_TO_ALL) -> Iterator[str]:
    """Tables that are neither scoped nor open for a reason, and reasons for what is not there."""
    found = {table.name: table for table in tables}
    for name, table in found.items():
        if table.is_scoped == (name in open_to_all):
            yield f"{name} must have the scope or a reason to be open, and not both"
    for name in open_to_all.keys() - found.keys():
        yield f"{name} has a reason, and is not there"


def retention(paper: str) -> dict[str, tuple[str, str, str]]:
    """The table in docs/retention.md: by database table its basis, its term and who removes."""
    rows = [
        [cell.strip() for cell in line.strip("| ").split("|")]
        for line in paper.splitlines()
        if line[:2] == "| "
    ]
    return {row[0].strip("`"): (row[1], row[2], row[3]) for row in rows if len(row) == 4 and "`" in row[0]}


def undeclared(tables: Iterable[str], declared: Mapping[str, tuple[str, str, str]]) -> Iterator[str]:
    """Tables without declared retention, declarations of nothing, and empty cells."""
    names = set(tables)
    for name in sorted(names ^ declared.keys()):
        yield f"{name} is {'not declared' if name in names else 'declared and not there'}"
    for name, cells in declared.items():
        if not all(cells):
            yield f"{name} has an empty cell"
