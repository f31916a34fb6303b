"""The equated days that are known today; from here on an administrator keeps them."""

from typing import Any

from django.db import migrations

from openloket.law.kalender import BRONNEN, GELIJKGESTELDE_DAGEN


def fill(apps: Any, schema_editor: Any) -> None:
    """Each known day with the decree that names its year."""
    model = apps.get_model("offer", "EqualledDay")
    days = [model(day=day, source=_source(day.year)) for day in sorted(GELIJKGESTELDE_DAGEN)]
    model.objects.using(schema_editor.connection.alias).bulk_create(days, ignore_conflicts=True)


def _source(year: int) -> str:
    named = next((source for source in BRONNEN if str(year) in source), "")
    return named[:120]


class Migration(migrations.Migration):
    dependencies = [("offer", "0002_guards")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
