"""Who opened which message in Mijn omgeving, and when."""

import django.db.models.deletion
from django.db import migrations, models

from openloket.evidence.guards import forbid_changes, protect


class Migration(migrations.Migration):
    """One table, that only grows."""

    dependencies = [
        ("people", "0003_persons"),
        ("post", "0006_answers"),
        ("tenancy", "0006_identity"),
    ]

    operations = [
        migrations.CreateModel(
            name="MessageRead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reads", to="post.message"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        help_text="who read it",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="messageread",
            constraint=models.UniqueConstraint(fields=("message", "person"), name="post_read_once"),
        ),
        *protect("post_messageread"),
        forbid_changes("post_messageread"),
    ]
