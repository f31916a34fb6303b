"""Row-level security and the rules that keep what was written."""

from django.db import migrations

from openloket.evidence.guards import protect


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0001_initial"), ("evidence", "0002_guards")]

    operations = [
        *protect("tenancy_authority", "tenancy_team", "tenancy_employee"),
    ]
