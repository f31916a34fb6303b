"""The tables of outages, within their scope; the register is append-only."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from openloket.evidence.guards import forbid_changes, protect


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("evidence", "0002_guards"),
        ("tenancy", "0004_terms_with_events"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Heartbeat",
            fields=[
                ("name", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Outage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("webformulier", "het online formulier"),
                            ("e-mail", "e-mail"),
                            ("portaal", "inloggen en uw eigen pagina's"),
                        ],
                        max_length=20,
                    ),
                ),
                ("began_at", models.DateTimeField(help_text="the last moment at which it was known to work")),
                ("noticed_at", models.DateTimeField()),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("probe", "gemeten van buiten"),
                            ("silence", "achteraf: de meting zelf stond stil"),
                            ("planned", "aangekondigd onderhoud"),
                            ("reported", "gemeld door een medewerker"),
                        ],
                        max_length=20,
                    ),
                ),
                ("fault", models.CharField(help_text="what was seen, without personal data", max_length=200)),
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
                    "reported_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OutageEnd",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ended_at",
                    models.DateTimeField(help_text="the first moment at which it was known to work again"),
                ),
                ("noticed_at", models.DateTimeField()),
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
                    "outage",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="end", to="outages.outage"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OutageExtension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("working_days", models.PositiveSmallIntegerField()),
                ("explanation", models.TextField(help_text="what the public reads")),
                (
                    "decided_at",
                    models.DateTimeField(help_text="also the moment of announcing it (Awb 2:21(2))"),
                ),
                ("terms", models.PositiveIntegerField(help_text="how many terms moved")),
                (
                    "decided_by",
                    models.ForeignKey(
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
                (
                    "outage",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extension",
                        to="outages.outage",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProbeState",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("webformulier", "het online formulier"),
                            ("e-mail", "e-mail"),
                            ("portaal", "inloggen en uw eigen pagina's"),
                        ],
                        max_length=20,
                    ),
                ),
                ("good_at", models.DateTimeField(help_text="the last probe that succeeded", null=True)),
                (
                    "failing_since",
                    models.DateTimeField(help_text="the first of the probes in a row that failed", null=True),
                ),
                ("failures", models.PositiveIntegerField(default=0, help_text="probes in a row that failed")),
                ("fault", models.CharField(blank=True, max_length=200)),
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
            name="Maintenance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("webformulier", "het online formulier"),
                            ("e-mail", "e-mail"),
                            ("portaal", "inloggen en uw eigen pagina's"),
                        ],
                        max_length=20,
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("text", models.TextField(help_text="what the public reads")),
                ("announced_at", models.DateTimeField()),
                ("cancelled_at", models.DateTimeField(null=True)),
                (
                    "announced_by",
                    models.ForeignKey(
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
            options={
                "indexes": [
                    models.Index(fields=["organisation", "ends_at"], name="outages_mai_organis_84191a_idx")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="outages_maintenance_period",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="outage",
            index=models.Index(
                fields=["organisation", "channel", "began_at"], name="outages_out_organis_f00784_idx"
            ),
        ),
        migrations.AddConstraint(
            model_name="probestate",
            constraint=models.UniqueConstraint(
                fields=("organisation", "channel"), name="outages_probe_state_once"
            ),
        ),
        *protect(
            "outages_outage",
            "outages_outageend",
            "outages_outageextension",
            "outages_maintenance",
            "outages_probestate",
        ),
        forbid_changes("outages_outage"),
        forbid_changes("outages_outageend"),
        forbid_changes("outages_outageextension"),
    ]
