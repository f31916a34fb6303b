"""The role that the app connects as: it can't bypass row-level security, own a table or change the schema."""

from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from psycopg import errors, sql

from openloket.conf.database import APP_ROLE, app_password


def ensure_app_role(owner: BaseDatabaseWrapper, secret_key: str) -> None:
    """Make the role where it is missing, and give it the rows (not the schema) of every table to come.

    Run with the owner's connection, before migrating. An administrator may have made the role.
    """
    role = sql.Identifier(APP_ROLE)
    with owner.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP_ROLE])
        if cursor.fetchone() is None:
            _create(cursor, role, app_password(secret_key))
        for grant in _GRANTS:
            cursor.execute(sql.SQL(grant).format(role))


def _create(cursor: CursorWrapper, role: sql.Identifier, password: str) -> None:
    command = sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD {}")
    try:
        cursor.execute(command.format(role, sql.Literal(password)))
    except DatabaseError as problem:
        # A server has its roles in common: somebody who prepares another database was a moment earlier.
        if not isinstance(problem.__cause__, errors.DuplicateObject | errors.UniqueViolation):
            raise


_GRANTS = (
    "GRANT USAGE ON SCHEMA public TO {}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {}",
)

_REVOKED = (
    "REVOKE UPDATE, DELETE ON evidence_event, evidence_node, evidence_treehead, evidence_timestamp FROM {}",
    "REVOKE DELETE ON evidence_leaf FROM {}",
    "REVOKE UPDATE, DELETE ON people_accesslog FROM {}",
    "REVOKE UPDATE ON intake_submission, offer_formversion, post_deliveryevent, zaken_note FROM {}",
    "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {}",
)


def withdraw_changes(owner: BaseDatabaseWrapper) -> None:
    """After migrating: take back the right to change what is only ever written."""
    with owner.cursor() as cursor:
        for command in _REVOKED:
            cursor.execute(sql.SQL(command).format(sql.Identifier(APP_ROLE)))
