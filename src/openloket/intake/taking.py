"""Answers of earlier messages go into a draft, with where they came from."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection
from psycopg.types.json import Jsonb

from openloket.intake.drafts import Owner
from openloket.intake.references import key_hash
from openloket.tenancy import scope

_TAKE = """
UPDATE intake_draft SET answers = answers || %s, taken = taken || %s, updated_at = %s
WHERE key_hash = %s AND organisation_id = %s AND person_id = %s AND mandate_id IS NOT DISTINCT FROM %s
RETURNING answers
"""


def take(key: str, owner: Owner, taken: Mapping[str, Mapping[str, Any]], now: datetime) -> dict[str, Any]:
    """Answers from earlier messages go into a draft of this owner; gives all that it now holds, empty: none.

    `taken` has by field its `value`, and from which message of which day and product that is.
    """
    answers = {name: one["value"] for name, one in taken.items()}
    values = [Jsonb(answers), Jsonb(taken), now, key_hash(key), scope.current(), *owner]
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, values)
        row = cursor.fetchone()
    return json.loads(row[0]) if row else {}
