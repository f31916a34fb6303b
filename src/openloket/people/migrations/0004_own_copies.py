"""Copies of everything that somebody asked for, and the address to which their letters go."""

import django.db.models.deletion
from django.db import migrations, models

from openloket.evidence.guards import protect


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_persons"),
        ("tenancy", "0007_desk_logins"),
    ]

    operations = [
        migrations.AddField(
            model_name="preference",
            name="address",
            field=models.JSONField(
                db_default={},
                default=dict,
                help_text="where letters go, as formkit reads an address; empty: not told",
            ),
        ),
        migrations.CreateModel(
            name="OwnCopy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "storage_name",
                    models.CharField(help_text="chosen when it is asked: no file gets lost", max_length=200),
                ),
                ("asked_at", models.DateTimeField()),
                (
                    "made_at",
                    models.DateTimeField(help_text="null: the worker is still to make it", null=True),
                ),
                ("until", models.DateTimeField(help_text="then it is thrown away", null=True)),
                ("size", models.PositiveBigIntegerField(db_default=0, default=0)),
                ("sha256", models.CharField(blank=True, db_default="", default="", max_length=64)),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["organisation", "person", "-asked_at"], name="people_own_copy_of")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("made_at", None)),
                        fields=("person",),
                        name="people_own_copy_one_at_a_time",
                    )
                ],
            },
        ),
        *protect("people_owncopy"),
    ]
