"""Row-level security and the rules that keep what was written."""

from django.db import migrations

from openloket.evidence.guards import forbid_changes, protect


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("evidence", "0002_guards")]

    operations = [
        *protect("people_contactpoint", "people_reachability", "people_accesslog"),
        forbid_changes("people_accesslog"),
    ]
