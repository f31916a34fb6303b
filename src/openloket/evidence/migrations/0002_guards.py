"""Row-level security and the rules that keep what was written."""

from django.db import migrations

from openloket.evidence.guards import FUNCTION, LEAF_PLACED_ONCE, forbid_changes, protect


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_initial")]

    operations = [
        FUNCTION,
        forbid_changes("evidence_event"),
        forbid_changes("evidence_node"),
        forbid_changes("evidence_treehead"),
        forbid_changes("evidence_timestamp"),
        LEAF_PLACED_ONCE,
        *protect("evidence_event"),
    ]
