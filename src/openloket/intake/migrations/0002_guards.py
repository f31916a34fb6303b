"""Row-level security and the rules that keep what was written."""

from django.db import migrations

from openloket.evidence.guards import forbid_updates, protect


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial"), ("evidence", "0002_guards")]

    operations = [
        *protect("intake_draft", "intake_submission", "intake_attachment", "intake_receipt"),
        forbid_updates("intake_submission"),
    ]
