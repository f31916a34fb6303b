"""Row-level security and the rules that keep what was written."""

from django.db import migrations

from openloket.evidence.guards import forbid_updates, protect


class Migration(migrations.Migration):
    dependencies = [("offer", "0001_initial"), ("evidence", "0002_guards")]

    operations = [
        *protect("offer_formversion", "offer_service", "offer_channel"),
        forbid_updates("offer_formversion"),
    ]
