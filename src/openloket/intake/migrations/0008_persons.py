"""Who sent a message, for whom, and who signs with them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from openloket.evidence.guards import protect


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0007_stored_names"),
        ("offer", "0005_product_pages"),
        ("people", "0003_persons"),
        ("tenancy", "0006_identity"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CoSignature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("email", models.CharField(max_length=254)),
                (
                    "key_hash",
                    models.BinaryField(
                        help_text="of the link that was mailed last", max_length=32, unique=True
                    ),
                ),
                (
                    "code_hash",
                    models.BinaryField(
                        help_text="keyed hash of the code that was mailed", max_length=32, null=True
                    ),
                ),
                ("code_until", models.DateTimeField(null=True)),
                ("code_failures", models.PositiveSmallIntegerField(default=0)),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        help_text="level of assurance of the login (Wdo), or e-mail",
                        max_length=20,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("wacht", "is nog niet aan de beurt"),
                            ("gevraagd", "is gevraagd"),
                            ("getekend", "heeft getekend"),
                            ("geweigerd", "wil niet tekenen"),
                            ("verlopen", "heeft niet op tijd getekend"),
                            ("weggelaten", "hoeft niet meer te tekenen"),
                        ],
                        default="wacht",
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField(null=True)),
                ("until", models.DateField(help_text="the last day to sign; null: not asked yet", null=True)),
                ("reminded_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answers_sha256",
                    models.CharField(blank=True, help_text="of what this person signed", max_length=64),
                ),
                ("reason", models.TextField(blank=True, help_text="why not, in their own words")),
            ],
        ),
        migrations.CreateModel(
            name="StatusCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code_hash",
                    models.BinaryField(
                        help_text="id of the key, and hash of reference and code", max_length=40
                    ),
                ),
                ("way", models.CharField(help_text="e-mail or brief", max_length=10)),
                ("made_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("failures", models.PositiveSmallIntegerField(default=0)),
                ("used_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="draft",
            name="mandate",
            field=models.ForeignKey(
                help_text="on which that person acts for another",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.mandate",
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="person",
            field=models.ForeignKey(
                help_text="who logged in and made it theirs; null: whoever holds the key",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="reminded_at",
            field=models.DateTimeField(help_text="that it is not sent yet (Mijn omgeving)", null=True),
        ),
        migrations.AddField(
            model_name="draft",
            name="warnings",
            field=models.PositiveSmallIntegerField(db_default=0, default=0, help_text="told that it will go"),
        ),
        migrations.AddField(
            model_name="submission",
            name="level",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="level of assurance of that (Wdo)",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="mandate",
            field=models.ForeignKey(
                help_text="on what basis (Awb 2:1)",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.mandate",
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="person",
            field=models.ForeignKey(
                help_text="who sent it, logged in",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="provider",
            field=models.CharField(
                blank=True, db_default="", default="", help_text="where the sender logged in", max_length=40
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="represented",
            field=models.ForeignKey(
                help_text="for whom; null: themselves",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.person",
            ),
        ),
        migrations.AddIndex(
            model_name="draft",
            index=models.Index(
                condition=models.Q(("person", None), _negated=True),
                fields=["organisation", "person", "-updated_at"],
                name="intake_draft_person",
            ),
        ),
        migrations.AddField(
            model_name="cosignature",
            name="organisation",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.organisation",
            ),
        ),
        migrations.AddField(
            model_name="cosignature",
            name="person",
            field=models.ForeignKey(
                help_text="who answered, logged in",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="cosignature",
            name="submission",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="signatures",
                to="intake.submission",
            ),
        ),
        migrations.AddField(
            model_name="statuscode",
            name="organisation",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.organisation",
            ),
        ),
        migrations.AddField(
            model_name="statuscode",
            name="submission",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="status_codes",
                to="intake.submission",
            ),
        ),
        migrations.AddIndex(
            model_name="cosignature",
            index=models.Index(fields=["organisation", "state", "until"], name="intake_signature_state"),
        ),
        migrations.AddConstraint(
            model_name="cosignature",
            constraint=models.UniqueConstraint(
                fields=("submission", "position"), name="intake_signature_in_order"
            ),
        ),
        migrations.AddIndex(
            model_name="statuscode",
            index=models.Index(fields=["submission", "-made_at"], name="intake_status_code"),
        ),
        *protect("intake_cosignature", "intake_statuscode"),
    ]
