"""Letters that go to a printer together, and what became of each."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from openloket.evidence.guards import protect


class Migration(migrations.Migration):
    """Two tables, and two more words for where a message is."""

    dependencies = [
        ("post", "0010_templates"),
        ("tenancy", "0008_return_pattern"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                ],
                default="queued",
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="message",
            name="way",
            field=models.CharField(
                choices=[
                    ("email", "e-mail"),
                    ("letter", "brief"),
                    ("portal", "Mijn omgeving"),
                    ("sms", "sms"),
                ],
                db_default="email",
                default="email",
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="LetterBatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(help_text="counts within the organisation")),
                ("carrier", models.CharField(help_text="a key of settings.CARRIERS", max_length=20)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("made", "wordt klaargezet"),
                            ("placed", "bij de drukker"),
                            ("settled", "afgehandeld"),
                        ],
                        default="made",
                        max_length=10,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                (
                    "uncertain",
                    models.BooleanField(
                        default=False, help_text="it may stand there twice: nobody knows how a try ended"
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True, help_text="of the newest try, without addresses", max_length=200
                    ),
                ),
                ("manifest_sha256", models.CharField(blank=True, max_length=64)),
                ("placed_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            ],
        ),
        migrations.CreateModel(
            name="BatchedLetter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.PositiveSmallIntegerField(help_text="from 1")),
                ("pages", models.PositiveSmallIntegerField(default=0)),
                ("pdf_sha256", models.CharField(blank=True, max_length=64)),
                (
                    "reference",
                    models.CharField(blank=True, help_text="by which the printer knows it", max_length=60),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("open", "bij de drukker"),
                            ("posted", "verstuurd"),
                            ("refused", "niet verstuurd"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("posted_on", models.DateField(null=True)),
                ("reason", models.CharField(blank=True, help_text="why it was not posted", max_length=120)),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="batched", to="post.message"
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
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="post.letterbatch",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="letterbatch",
            index=models.Index(
                condition=models.Q(("state", "settled"), _negated=True),
                fields=["organisation", "made_at"],
                name="post_letterbatch_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="letterbatch",
            constraint=models.UniqueConstraint(
                fields=("organisation", "number"), name="post_letterbatch_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="batchedletter",
            constraint=models.UniqueConstraint(fields=("batch", "place"), name="post_batchedletter_place"),
        ),
        migrations.AddConstraint(
            model_name="batchedletter",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome", "open")),
                fields=("message",),
                name="post_batchedletter_at_one_printer",
            ),
        ),
        *protect("post_letterbatch", "post_batchedletter"),
    ]
