"""Events of a term that wait until a message has left, and a way to terms that stand still for a while."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from openloket.evidence.guards import protect

_KINDS = [("suspended", "opgeschort"), ("resumed", "hervat"), ("extended", "verlengd")]


def _refers(to: str, **more: object) -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=to, **more)


class Migration(migrations.Migration):
    dependencies = [
        ("post", "0004_terms_with_events"),
        ("tenancy", "0004_terms_with_events"),
        ("zaken", "0004_terms_with_events"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PendingEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(choices=_KINDS, max_length=20)),
                ("ground", models.CharField(max_length=12)),
                (
                    "length",
                    models.PositiveSmallIntegerField(help_text="of an extension, in units", null=True),
                ),
                ("unit", models.CharField(blank=True, help_text="a law.kalender.Eenheid", max_length=10)),
                ("mark", models.CharField(blank=True, max_length=26)),
                ("reason", models.TextField(help_text="in the words of who did it")),
                ("at", models.DateTimeField()),
                ("sent_on", models.DateField(help_text="it happened on this day; null: it waits", null=True)),
                ("by", _refers(settings.AUTH_USER_MODEL, related_name="+")),
                (
                    "message",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="post.message"
                    ),
                ),
                ("organisation", _refers("tenancy.organisation", db_index=False, related_name="+")),
                ("term", _refers("zaken.term", related_name="pending")),
            ],
        ),
        migrations.AddIndex(
            model_name="pendingevent",
            index=models.Index(
                condition=models.Q(("sent_on", None)), fields=["term"], name="zaken_pending_open"
            ),
        ),
        migrations.AddIndex(
            model_name="term",
            index=models.Index(
                condition=models.Q(("ended_on", None), models.Q(("still_until", None), _negated=True)),
                fields=["organisation", "still_until"],
                name="zaken_term_still_until",
            ),
        ),
        *protect("zaken_pendingevent"),
    ]
