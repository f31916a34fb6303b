"""E-mails as they came in, and messages that came without a form."""

import django.db.models.deletion
from django.db import migrations, models

from openloket.evidence.guards import protect


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0004_terms_with_events"),
        ("offer", "0003_equalled_days"),
        ("tenancy", "0005_warned_on"),
    ]

    operations = [
        migrations.AlterField(
            model_name="submission",
            name="form_version",
            field=models.ForeignKey(
                help_text="null: it came without a form, such as by e-mail",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="offer.formversion",
            ),
        ),
        migrations.CreateModel(
            name="RawMail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("storage_name", models.CharField(max_length=200)),
                ("sha256", models.CharField(help_text="of the bytes as they came", max_length=64)),
                (
                    "content_sha256",
                    models.CharField(help_text="the same however the message came here", max_length=64),
                ),
                ("message_id", models.CharField(blank=True, max_length=400)),
                ("size", models.PositiveBigIntegerField()),
                ("mailbox", models.CharField(help_text="the address at which it came in", max_length=254)),
                (
                    "envelope_from",
                    models.CharField(
                        help_text="empty: nobody may answer; null: the envelope is not known",
                        max_length=254,
                        null=True,
                    ),
                ),
                (
                    "sender",
                    models.CharField(blank=True, help_text="where an answer would go", max_length=254),
                ),
                ("subject_line", models.CharField(blank=True, max_length=200)),
                (
                    "received_at",
                    models.DateTimeField(help_text="when it reached a system of the organisation (Awb 2:20)"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("stored", "wacht op behandeling"),
                            ("handled", "behandeld"),
                            ("apart", "niet als bericht behandeld"),
                            ("refused", "niet aangenomen"),
                        ],
                        default="stored",
                        max_length=10,
                    ),
                ),
                ("kind", models.CharField(blank=True, help_text="a mailread.kinds.Kind", max_length=10)),
                ("reasons", models.JSONField(default=list, help_text="why it was sorted so, in plain Dutch")),
                (
                    "authentication",
                    models.JSONField(help_text="SPF, DKIM and DMARC as our own server found them", null=True),
                ),
                (
                    "error",
                    models.CharField(
                        blank=True, help_text="why handling it failed; it is tried again", max_length=200
                    ),
                ),
                ("handled_at", models.DateTimeField(null=True)),
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
                    "submission",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mail",
                        to="intake.submission",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation", "state", "-received_at"], name="intake_mail_state"),
                    models.Index(
                        fields=["organisation", "sender", "-received_at"], name="intake_mail_sender"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "message_id", "content_sha256"), name="intake_mail_once"
                    )
                ],
            },
        ),
        *protect("intake_rawmail"),
    ]
