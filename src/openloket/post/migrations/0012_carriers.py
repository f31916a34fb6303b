"""With which carriers an organisation sends, how each does, doubtful attempts, and mails sent together."""

import django.db.models.deletion
from django.db import migrations, models

from openloket.evidence.guards import protect


class Migration(migrations.Migration):
    """Two tables, and two columns of a message."""

    dependencies = [
        ("people", "0006_phones"),
        ("post", "0011_batches"),
        ("tenancy", "0008_return_pattern"),
    ]

    operations = [
        migrations.CreateModel(
            name="CarrierAccount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("way", models.CharField(help_text="a Way: email, sms, letter, …", max_length=10)),
                (
                    "carrier",
                    models.CharField(
                        blank=True,
                        help_text="a key of settings.CARRIERS; empty: the installation's own",
                        max_length=20,
                    ),
                ),
                (
                    "settings",
                    models.JSONField(
                        default=dict, help_text="names and values that are no secret: host, port, …"
                    ),
                ),
                (
                    "secret",
                    models.BinaryField(
                        blank=True, default=b"", help_text="sealed (tenancy.sealing); empty: none"
                    ),
                ),
                (
                    "per_minute",
                    models.PositiveIntegerField(
                        help_text="how many may leave in a minute; null: no limit", null=True
                    ),
                ),
                (
                    "canary",
                    models.BooleanField(
                        default=False, help_text="each hour a message to ourselves, seen back"
                    ),
                ),
                ("changed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="CarrierState",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("way", models.CharField(max_length=10)),
                (
                    "failures",
                    models.PositiveSmallIntegerField(
                        db_default=0, default=0, help_text="different messages in a row"
                    ),
                ),
                ("failed_id", models.BigIntegerField(help_text="the message that failed last", null=True)),
                ("failing_since", models.DateTimeField(null=True)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="why, without addresses",
                        max_length=200,
                    ),
                ),
                (
                    "open_until",
                    models.DateTimeField(
                        help_text="nothing is offered before; null: all goes well", null=True
                    ),
                ),
                (
                    "opened",
                    models.PositiveSmallIntegerField(
                        db_default=0, default=0, help_text="how often in a row; the waits grow"
                    ),
                ),
                (
                    "probed_at",
                    models.DateTimeField(help_text="one message tries whether it goes again", null=True),
                ),
                (
                    "busy_until",
                    models.DateTimeField(help_text="when all that may leave a minute has left", null=True),
                ),
                (
                    "held_until",
                    models.DateTimeField(help_text="the place in line of the last one that waits", null=True),
                ),
                ("tried_at", models.DateTimeField(help_text="the hourly try: last begun", null=True)),
                ("tried_answer", models.CharField(blank=True, db_default="", default="", max_length=200)),
                ("tried_well", models.BooleanField(null=True)),
                (
                    "canary_key",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="only the last one counts",
                        max_length=40,
                    ),
                ),
                ("canary_sent_at", models.DateTimeField(null=True)),
                ("canary_seen_at", models.DateTimeField(null=True)),
                (
                    "silent_since",
                    models.DateTimeField(help_text="nothing leaves where much should", null=True),
                ),
                (
                    "told_at",
                    models.DateTimeField(
                        help_text="those who look after it were told of the trouble", null=True
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="message",
            name="bundled_in",
            field=models.ForeignKey(
                db_index=False,
                help_text="with what it went",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="post.message",
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="uncertain",
            field=models.PositiveSmallIntegerField(
                db_default=0,
                default=0,
                help_text="attempts after which nobody knows whether it was taken over",
            ),
        ),
        migrations.AlterField(
            model_name="message",
            name="state",
            field=models.CharField(
                choices=[
                    ("queued", "in de wachtrij"),
                    ("sending", "wordt verzonden"),
                    ("retry", "wordt nog eens geprobeerd"),
                    ("again", "wordt later nog eens verstuurd"),
                    ("handed_over", "overgedragen aan de mailserver"),
                    ("failed", "niet bezorgd"),
                    ("to_post", "klaar om te printen en te versturen"),
                    ("printing", "bij de drukker"),
                    ("posted", "per brief verstuurd"),
                    ("withdrawn", "ingetrokken"),
                    ("told", "op een andere manier verteld"),
                    ("to_place", "wordt klaargezet in Mijn omgeving"),
                    ("accessible", "staat klaar in Mijn omgeving"),
                    ("rehearsed", "geoefend, niet verstuurd"),
                    ("bundled", "samen met andere in één e-mail"),
                ],
                default="queued",
                max_length=20,
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("bundled_in__isnull", False)),
                fields=["bundled_in"],
                name="post_message_bundled",
            ),
        ),
        migrations.AddField(
            model_name="carrieraccount",
            name="organisation",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.organisation",
            ),
        ),
        migrations.AddField(
            model_name="carrierstate",
            name="organisation",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.organisation",
            ),
        ),
        migrations.AddConstraint(
            model_name="carrieraccount",
            constraint=models.UniqueConstraint(
                fields=("organisation", "way"), name="post_carrieraccount_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="carrierstate",
            constraint=models.UniqueConstraint(fields=("organisation", "way"), name="post_carrierstate_once"),
        ),
        *protect("post_carrieraccount", "post_carrierstate"),
    ]
