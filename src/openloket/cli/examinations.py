"""What the doctor looks at, once the configuration holds."""

import io
import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from procrastinate.contrib.django import connector_params

from openloket.cli.findings import Examination, Finding, fine, tip, wrong
from openloket.conf.doors import door
from openloket.evidence.key_document import read_key_document
from openloket.evidence.keys import PublicKey, SigningKey
from openloket.evidence.known_keys import document_path
from openloket.oversight.free_days import year_without_days
from openloket.people.ports import NotProven
from openloket.people.providers import opened
from openloket.tenancy.keyring import ring
from openloket.tenancy.models import IdentityProvider, Organisation
from openloket.tenancy.scope import scope
from openloket.tenancy.sealing import Unsealable
from openloket.web.look.assets import BUILT

_OLDEST_POSTGRESQL = 15
_CLOCKS_MAY_DIFFER = timedelta(seconds=2)
_SCOPED_WITHOUT_GUARD = """
SELECT class.relname FROM pg_class AS class
JOIN pg_attribute AS attribute ON attribute.attrelid = class.oid AND attribute.attname = 'organisation_id'
WHERE class.relkind = 'r' AND class.relnamespace = 'public'::regnamespace
  AND NOT (class.relrowsecurity AND class.relforcerowsecurity)
"""


def _row(query: str) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        row: tuple[Any, ...] = cursor.fetchone()
        return row


def database() -> Finding:
    """Reachable, and new enough."""
    # Not through the pool, which would keep trying and hide the reason.
    with psycopg.connect(**connector_params("default"), connect_timeout=5) as plain:
        version = plain.info.server_version // 10000
    if version < _OLDEST_POSTGRESQL:
        return wrong(f"PostgreSQL {version}", f"use PostgreSQL {_OLDEST_POSTGRESQL} or newer")
    return fine(f"PostgreSQL {version} answers")


def migrations() -> Finding:
    """The tables are those of this version."""
    executor = MigrationExecutor(connection)
    todo = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if todo:
        return wrong(f"{len(todo)} migrations are not applied", "openloket migrate")
    return fine("the tables are those of this version")


def isolation() -> Finding:
    """The app's role is held by row-level security, on every table of an organisation."""
    role, free = _row(
        "SELECT rolname, rolsuper OR rolbypassrls OR EXISTS (SELECT 1 FROM pg_tables"
        " WHERE schemaname = 'public' AND tableowner = current_user)"
        " FROM pg_roles WHERE rolname = current_user"
    )
    if free:
        return wrong(
            f"{role} owns tables or may pass row-level security",
            "leave DATABASE_APP_URL out, or name an ordinary role there that owns nothing",
        )
    with connection.cursor() as cursor:
        cursor.execute(_SCOPED_WITHOUT_GUARD)
        bare = [name for (name,) in cursor.fetchall()]
    if bare:
        return wrong(f"no row-level security on {', '.join(bare)}", "openloket migrate")
    return fine(f"{role} can't pass row-level security")


def search() -> Finding:
    """The inbox can use its index for words."""
    (usable,) = _row(
        "SELECT proleakproof FROM pg_proc WHERE oid = 'ts_match_vq(tsvector,tsquery)'::regprocedure"
    )
    if usable:
        return fine("the index is used")
    return tip(
        "works, but grows slower with the archive",
        "as a superuser: ALTER FUNCTION pg_catalog.ts_match_vq(tsvector, tsquery) LEAKPROOF",
    )


def worker() -> Finding:
    """Somebody does the work in the background."""
    (alive,) = _row(
        "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '30 seconds'"
    )
    if not alive:
        return tip("none is running: nothing is mailed or sealed", "openloket worker")
    return fine(f"{alive} running")


def prober() -> Finding:
    """Somebody looks at the channels from outside."""
    (seconds,) = _row("SELECT extract(epoch FROM now() - max(at))::float FROM outages_heartbeat")
    if seconds is None:
        return tip("none has run: outages are not found", "openloket probe")
    if seconds > max(60, 6 * settings.PROBE_SECONDS):
        return tip(f"silent for {seconds:.0f} seconds: outages are found too late", "openloket probe")
    return fine(f"last sign of life {max(0.0, seconds):.0f} seconds ago")


def free_days() -> Finding:
    """The days equated with holidays are known."""
    if missing := year_without_days(datetime.now(UTC)):
        return tip(
            f"none is known for {missing}: terms of that year may end too early",
            "look in the Staatscourant, then: openloket equalled-days add DAY --source TEXT",
        )
    return fine("known for the time ahead")


def identity() -> Finding:
    """The places where people log in are there, and we can say to them who we are."""
    found = 0
    for organisation in Organisation.objects.order_by("name"):
        with scope(organisation.pk):
            for row in IdentityProvider.objects.filter(active=True):
                try:
                    door("IDENTITY").look(opened(row))
                except (NotProven, Unsealable) as problem:
                    mend = f"openloket provider check {organisation.slug} {row.key}"
                    return wrong(f"{row.label} of {organisation.name}: {problem}", mend)
                found += 1
    return fine(f"{found} providers answer" if found else "no organisation lets people log in")


def mail() -> Finding:
    """The mail server lets us in."""
    return fine(f"the mail server answers {door('MAIL_CARRIER').check()}")


def scanner() -> Finding:
    """Uploads are looked at."""
    words = door("SCANNER").check()
    if settings.SCANNER.endswith(".NoScanner"):
        return tip(words, "OPENLOKET_SCANNER=openloket.adapters.scanner.clamav.ClamavScanner")
    return fine(words)


def clock() -> Finding:
    """Our clock and that of the database agree."""
    before = datetime.now(UTC)
    (theirs,) = _row("SELECT clock_timestamp()")
    difference = abs(theirs - before - (datetime.now(UTC) - before) / 2)
    if difference > _CLOCKS_MAY_DIFFER:
        return wrong(f"{difference} off the database's", "keep both machines on time with NTP")
    return fine(f"within {difference.total_seconds():.3f} seconds of the database's")


def timestamps() -> Finding:
    """An independent clock stamps the log, and agrees with ours."""
    token = door("TIMESTAMPER").stamp(bytes(32))
    difference = abs(token.at - datetime.now(UTC))
    if difference > _CLOCKS_MAY_DIFFER:
        return wrong(f"{difference} off that of {token.tsa}", "keep this machine on time with NTP")
    if ".local" in settings.TIMESTAMPER:
        return tip(
            "our own clock stamps the log, which proves nothing against ourselves",
            "set OPENLOKET_TIMESTAMPER=openloket.adapters.timestamp.configured.http and its address",
        )
    return fine(f"{token.tsa} stamps, within {difference.total_seconds():.0f} seconds of our clock")


def keys() -> Finding:
    """The signing key is there and nobody else's."""
    path = Path(settings.EVIDENCE_KEY_FILE)
    if not path.exists():
        return wrong(f"no signing key at {path}", "openloket public-key (makes it); keep a copy apart")
    if open_to_others := [file for file in (path, path.with_name("secret-key")) if _readable_by_others(file)]:
        return wrong(
            f"others may read {', '.join(map(str, open_to_others))}",
            f"chmod 600 {' '.join(map(str, open_to_others))}",
        )
    if not _listed(SigningKey.load(path).public):
        return wrong(
            f"{document_path()} is damaged, or does not name the signing key in use",
            "put back both files of the same copy",
        )
    return fine(f"signing key {SigningKey.load(path).key_id}, readable by us only; keep a copy apart")


def _listed(key: PublicKey) -> bool:
    """Whether the list of keys is whole and names this one; without a list there was only one."""
    try:
        document = read_key_document(document_path().read_bytes())
    except FileNotFoundError:
        return True
    except ValueError:
        return False
    return any(one.key == key and one.until is None for one in document.keys)


def key_ring() -> Finding:
    """The keys that seal the numbers of people are there and nobody else's."""
    found, path = ring(), Path(settings.KEY_RING_FILE)
    if _readable_by_others(path):
        return wrong(f"others may read {path}", f"chmod 600 {path}")
    words = "1 key" if len(found) == 1 else f"{len(found)} keys"
    return fine(f"{words}, the newest is {found[0].key_id}; keep a copy apart")


def _readable_by_others(path: Path) -> bool:
    return path.exists() and bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def storage() -> Finding:
    """Attachments can be written, read and removed."""
    name = default_storage.save(f"doctor-{os.getpid()}", io.BytesIO(b"attachment"))
    try:
        with default_storage.open(name) as file:
            same = file.read() == b"attachment"
    finally:
        default_storage.delete(name)
    if not same:
        return wrong("what was read is not what was written", "look at the disk or the bucket")
    return fine("attachments can be written, read and removed")


def styles() -> Finding:
    """The style sheets were built."""
    if not (BUILT / "manifest.json").exists():
        return wrong("the style sheets are not built", "make setup")
    return fine("built")


DATABASE = Examination(
    "database", database, "start the server, and look at host, port and password in DATABASE_URL"
)
IN_DATABASE = [
    Examination("migrations", migrations, "openloket migrate"),
    Examination("isolation", isolation, "openloket migrate"),
    Examination("search", search, "look at the database first"),
    Examination("clock", clock, "look at the database first"),
    Examination("worker", worker, "openloket migrate"),
    Examination("prober", prober, "openloket migrate"),
    Examination("free days", free_days, "openloket migrate"),
    Examination("identity", identity, "openloket migrate"),
]
BESIDE_DATABASE = [
    Examination("key ring", key_ring, "put back the ring from your copy, in OPENLOKET_KEY_RING_PATH"),
    Examination("keys", keys, "put back the key from your copy, or name it in OPENLOKET_EVIDENCE_KEY_PATH"),
    Examination("timestamps", timestamps, "look at OPENLOKET_TIMESTAMPER and OPENLOKET_TIMESTAMP_URL"),
    Examination("mail", mail, "look at OPENLOKET_SMTP_HOST, _PORT, _TLS, _USER and _PASSWORD"),
    Examination("scanner", scanner, "start clamd, and look at OPENLOKET_CLAMAV_ADDRESS"),
    Examination("attachments", storage, "look at the rights of OPENLOKET_DATA_DIR, or at OPENLOKET_S3_…"),
    Examination("styles", styles, "make setup"),
]
