"""Row-level security and the rules that keep what was written."""

from django.db import migrations

from openloket.evidence.guards import forbid_updates, protect
from openloket.zaken.search import INDEXED_SEARCH_UNDER_ROW_LEVEL_SECURITY


class Migration(migrations.Migration):
    dependencies = [("zaken", "0001_initial"), ("evidence", "0002_guards")]

    operations = [
        *protect("zaken_zaak", "zaken_term", "zaken_note"),
        forbid_updates("zaken_note"),
        INDEXED_SEARCH_UNDER_ROW_LEVEL_SECURITY,
    ]
