"""Which organisations have something due: asked of all in one statement, each within its own scope."""

from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import mogrify
from django.db.models import Model, Q, QuerySet

_ASK = "SELECT openloket_organisations_with(%s)"


def organisations_with(model: type[Model], due: Q) -> list[int]:
    """Ids of the organisations that have a row of which `due` holds, in order; no more than ids is learnt.

    `due` is the very condition by which the work finds its rows afterwards, so that the two can't differ. The
    database asks it once for each organisation with that one in scope: nothing sees rows of more than one.
    """
    sql, values = rows_of(model).filter(due).order_by().values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_ASK, [mogrify(sql, values, connection)])
        return [organisation_id for (organisation_id,) in cursor.fetchall()]


def rows_of(model: type[Model]) -> "QuerySet[Any]":
    """Rows of another table, to look at within a `due`; outright, without a scope, it finds none."""
    found: QuerySet[Any] = model._base_manager.all()
    return found
