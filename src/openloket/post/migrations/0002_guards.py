"""Row-level security and the rules that keep what was written."""

from django.db import migrations

from openloket.evidence.guards import forbid_updates, protect


class Migration(migrations.Migration):
    dependencies = [("post", "0001_initial"), ("evidence", "0002_guards")]

    operations = [
        *protect("post_message", "post_delivery"),
        forbid_updates("post_delivery"),
    ]
