"""The tables of the monitor: open to all, as they are of no organisation; what was seen is append-only."""

import django.db.models.deletion
from django.db import migrations, models

from openloket.evidence.guards import forbid_changes

_NEVER_CHANGED = (
    "importedfile",
    "observation",
    "supportfound",
    "accessibilitystatement",
    "satisfaction",
    "designationfound",
    "cataloguecount",
    "scoring",
    "tally",
)


class Migration(migrations.Migration):
    initial = True

    dependencies = [("evidence", "0002_guards")]

    operations = [
        migrations.CreateModel(
            name="ImportedFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("counts", models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="Installation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, unique=True)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("municipalities", models.JSONField(help_text="the codes for which it may speak")),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Product",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("term", models.CharField(max_length=120, unique=True)),
                ("name", models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="ProductSet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=40, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("source", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Municipality",
            fields=[
                ("code", models.CharField(max_length=6, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=80)),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("province", models.CharField(max_length=40)),
                (
                    "inhabitants",
                    models.PositiveIntegerField(help_text="on 1 January 2026; not of who ended", null=True),
                ),
                ("began_on", models.DateField(null=True)),
                ("ended_on", models.DateField(help_text="the first day without it", null=True)),
                (
                    "neighbours",
                    models.JSONField(default=list, help_text="codes of the municipalities next to it"),
                ),
                ("site", models.URLField(blank=True, max_length=255)),
                (
                    "successor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessors",
                        to="monitor.municipality",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=40, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("begins_on", models.DateField()),
                ("ends_on", models.DateField()),
                (
                    "note",
                    models.TextField(
                        blank=True, help_text="what a reader must know, such as that it is made up"
                    ),
                ),
                ("published_at", models.DateTimeField(null=True)),
                (
                    "product_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="monitor.productset",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RightOfReply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sent_at", models.DateTimeField()),
                (
                    "sent_to",
                    models.TextField(help_text="a general address of the municipality, nobody's own"),
                ),
                ("until", models.DateField(help_text="the last day to answer")),
                (
                    "key",
                    models.CharField(
                        help_text="SHA-256 of the key in the link to answer", max_length=64, unique=True
                    ),
                ),
                ("reply", models.TextField(blank=True)),
                ("replied_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("open", "nog open"),
                            ("silent", "geen antwoord gekregen"),
                            ("agreed", "de gemeente is het eens"),
                            ("corrected", "verbeterd na het antwoord"),
                            ("upheld", "niet verbeterd; met reden"),
                        ],
                        default="open",
                        max_length=12,
                    ),
                ),
                ("settled_at", models.DateTimeField(null=True)),
                ("settlement", models.TextField(blank=True, help_text="why, as the public reads it")),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="monitor.municipality",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="monitor.round",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReceiptTest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[("email", "e-mail"), ("web_form", "online formulier")], max_length=20
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        help_text="stands in the question and in the answer", max_length=20, unique=True
                    ),
                ),
                ("address", models.TextField(help_text="the mailbox or form it went to")),
                ("question", models.TextField()),
                ("sent_at", models.DateTimeField()),
                ("seen_by", models.CharField(max_length=120)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answer",
                    models.TextField(
                        blank=True, help_text="the words that confirm it; without personal data"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="monitor.municipality",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="monitor.round",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Observation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.TextField(blank=True, help_text="the page that was looked at")),
                ("seen_at", models.DateTimeField(help_text="when it was so")),
                ("page_hash", models.CharField(blank=True, help_text="SHA-256 of the page", max_length=64)),
                (
                    "excerpt",
                    models.TextField(
                        blank=True, help_text="the words that it rests on; without personal data"
                    ),
                ),
                (
                    "seen_by",
                    models.CharField(help_text="which organisation or program looked", max_length=120),
                ),
                ("reason", models.TextField(help_text="why it was judged so, as the public reads it")),
                ("recorded_at", models.DateTimeField()),
                ("correction", models.TextField(blank=True, help_text="why the earlier one did not hold")),
                (
                    "audience",
                    models.CharField(
                        choices=[("inwoner", "inwoners"), ("ondernemer", "ondernemers")], max_length=12
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("measured", "gemeten"),
                            ("declared", "zelf opgegeven"),
                            ("reported", "gemeld door het loket zelf"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("web_form", "online formulier"),
                            ("web_form_login", "online formulier met inloggen"),
                            ("portal", "eigen omgeving (portaal)"),
                            ("email", "e-mail"),
                            ("print", "printen, invullen en opsturen"),
                            ("desk", "alleen telefoon, balie of brief"),
                            ("not_offered", "niet aangeboden"),
                            ("unknown", "onbekend"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "step",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "informatie"),
                            (2, "downloaden"),
                            (3, "formulier"),
                            (4, "formulier met inloggen"),
                            (5, "vooraf ingevuld"),
                            (6, "online te volgen"),
                            (7, "uit zichzelf"),
                        ],
                        null=True,
                    ),
                ),
                (
                    "told",
                    models.CharField(
                        blank=True, help_text="the source's own word, such as digid", max_length=20
                    ),
                ),
                (
                    "supplier",
                    models.CharField(
                        blank=True, help_text="key of who delivers the form, if seen", max_length=60
                    ),
                ),
                ("confidence", models.DecimalField(decimal_places=2, help_text="0 to 1", max_digits=3)),
                (
                    "file",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="monitor.importedfile",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="monitor.municipality",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        help_text="what it corrects",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="monitor.observation",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="monitor.product"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="monitor.round",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="importedfile",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="files", to="monitor.round"
            ),
        ),
        migrations.CreateModel(
            name="AccessibilityStatement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.TextField(blank=True, help_text="the page that was looked at")),
                ("seen_at", models.DateTimeField(help_text="when it was so")),
                ("page_hash", models.CharField(blank=True, help_text="SHA-256 of the page", max_length=64)),
                (
                    "excerpt",
                    models.TextField(
                        blank=True, help_text="the words that it rests on; without personal data"
                    ),
                ),
                (
                    "seen_by",
                    models.CharField(help_text="which organisation or program looked", max_length=120),
                ),
                ("reason", models.TextField(help_text="why it was judged so, as the public reads it")),
                ("recorded_at", models.DateTimeField()),
                ("correction", models.TextField(blank=True, help_text="why the earlier one did not hold")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("A", "voldoet volledig"),
                            ("B", "voldoet gedeeltelijk"),
                            ("C", "eerste maatregelen genomen"),
                            ("D", "voldoet niet"),
                            ("E", "onderzoek loopt"),
                            ("none", "geen verklaring gevonden"),
                        ],
                        max_length=4,
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        help_text="what it corrects",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="monitor.accessibilitystatement",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="monitor.municipality",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="monitor.round",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Satisfaction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.TextField(blank=True, help_text="the page that was looked at")),
                ("seen_at", models.DateTimeField(help_text="when it was so")),
                ("page_hash", models.CharField(blank=True, help_text="SHA-256 of the page", max_length=64)),
                (
                    "excerpt",
                    models.TextField(
                        blank=True, help_text="the words that it rests on; without personal data"
                    ),
                ),
                (
                    "seen_by",
                    models.CharField(help_text="which organisation or program looked", max_length=120),
                ),
                ("reason", models.TextField(help_text="why it was judged so, as the public reads it")),
                ("recorded_at", models.DateTimeField()),
                ("correction", models.TextField(blank=True, help_text="why the earlier one did not hold")),
                ("score", models.DecimalField(decimal_places=2, help_text="0 to 10", max_digits=4)),
                ("answers", models.PositiveIntegerField(null=True)),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="monitor.municipality",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        help_text="what it corrects",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="monitor.satisfaction",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="monitor.round",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Scoring",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("observations", models.PositiveIntegerField()),
                (
                    "definitions",
                    models.CharField(help_text="version of docs/monitor/definitions.md", max_length=20),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scorings",
                        to="monitor.round",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SetProduct",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[("inwoner", "inwoners"), ("ondernemer", "ondernemers")], max_length=12
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="monitor.product"
                    ),
                ),
                (
                    "product_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="monitor.productset",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SupportFound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.TextField(blank=True, help_text="the page that was looked at")),
                ("seen_at", models.DateTimeField(help_text="when it was so")),
                ("page_hash", models.CharField(blank=True, help_text="SHA-256 of the page", max_length=64)),
                (
                    "excerpt",
                    models.TextField(
                        blank=True, help_text="the words that it rests on; without personal data"
                    ),
                ),
                (
                    "seen_by",
                    models.CharField(help_text="which organisation or program looked", max_length=120),
                ),
                ("reason", models.TextField(help_text="why it was judged so, as the public reads it")),
                ("recorded_at", models.DateTimeField()),
                ("correction", models.TextField(blank=True, help_text="why the earlier one did not hold")),
                ("found", models.BooleanField()),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="monitor.municipality",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        help_text="what it corrects",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="monitor.supportfound",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="monitor.round",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("subject", models.CharField(blank=True, max_length=120)),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("measured", "gemeten"),
                            ("declared", "zelf opgegeven"),
                            ("reported", "gemeld door het loket zelf"),
                        ],
                        max_length=12,
                    ),
                ),
                ("audience", models.CharField(blank=True, help_text="empty: all", max_length=12)),
                ("municipalities", models.PositiveIntegerField()),
                (
                    "complete",
                    models.PositiveIntegerField(
                        help_text="municipalities with a digital way for every product"
                    ),
                ),
                ("expected", models.PositiveIntegerField(help_text="products times municipalities")),
                ("web_form", models.PositiveIntegerField()),
                ("web_form_login", models.PositiveIntegerField()),
                ("portal", models.PositiveIntegerField()),
                ("email", models.PositiveIntegerField()),
                ("print", models.PositiveIntegerField()),
                ("desk", models.PositiveIntegerField()),
                ("not_offered", models.PositiveIntegerField()),
                ("unknown", models.PositiveIntegerField()),
                ("steps", models.PositiveIntegerField(help_text="sum of the steps of the ladder")),
                ("stepped", models.PositiveIntegerField(help_text="how many have a step")),
                ("oldest", models.DateField(null=True)),
                ("newest", models.DateField(null=True)),
                (
                    "scoring",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tallies",
                        to="monitor.scoring",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DesignationFound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[("gemeenteblad", "gemeenteblad"), ("regelingen", "regelingenbank")],
                        max_length=20,
                    ),
                ),
                (
                    "identifier",
                    models.CharField(help_text="its number there, such as gmb-2026-1234", max_length=120),
                ),
                ("title", models.TextField()),
                ("address", models.TextField()),
                ("published_on", models.DateField()),
                ("in_force_on", models.DateField(null=True)),
                ("seen_at", models.DateTimeField()),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="monitor.municipality",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("source", "identifier"), name="monitor_designation_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="CatalogueCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("products", models.PositiveIntegerField()),
                ("named", models.PositiveIntegerField(help_text="with a real uniforme productnaam")),
                ("online", models.PositiveIntegerField()),
                ("online_login", models.PositiveIntegerField()),
                ("not_online", models.PositiveIntegerField()),
                ("with_address", models.PositiveIntegerField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counted",
                        to="monitor.importedfile",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="monitor.municipality",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("file", "municipality"), name="monitor_counted_once")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("begins_on"))), name="monitor_round_period"
            ),
        ),
        migrations.AddConstraint(
            model_name="rightofreply",
            constraint=models.UniqueConstraint(fields=("round", "municipality"), name="monitor_reply_once"),
        ),
        migrations.AddConstraint(
            model_name="receipttest",
            constraint=models.UniqueConstraint(
                fields=("round", "municipality", "way"), name="monitor_receipt_once"
            ),
        ),
        migrations.AddIndex(
            model_name="observation",
            index=models.Index(fields=["round", "basis", "product"], name="monitor_observation_round"),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaces__isnull", True)),
                fields=("round", "municipality", "product", "audience", "basis"),
                name="monitor_observation_first",
            ),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.CheckConstraint(
                condition=models.Q(("confidence__gte", 0), ("confidence__lte", 1)), name="monitor_confidence"
            ),
        ),
        migrations.AddConstraint(
            model_name="accessibilitystatement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaces__isnull", True)),
                fields=("round", "municipality"),
                name="monitor_statement_first",
            ),
        ),
        migrations.AddConstraint(
            model_name="satisfaction",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaces__isnull", True)),
                fields=("round", "municipality"),
                name="monitor_satisfaction_first",
            ),
        ),
        migrations.AddConstraint(
            model_name="satisfaction",
            constraint=models.CheckConstraint(
                condition=models.Q(("score__gte", 0), ("score__lte", 10)), name="monitor_score_range"
            ),
        ),
        migrations.AddConstraint(
            model_name="setproduct",
            constraint=models.UniqueConstraint(
                fields=("product_set", "product", "audience"), name="monitor_set_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="supportfound",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaces__isnull", True)),
                fields=("round", "municipality"),
                name="monitor_support_first",
            ),
        ),
        migrations.AddIndex(
            model_name="tally",
            index=models.Index(fields=["kind", "subject", "basis"], name="monitor_tally_subject"),
        ),
        migrations.AddConstraint(
            model_name="tally",
            constraint=models.UniqueConstraint(
                fields=("scoring", "kind", "subject", "basis", "audience"), name="monitor_tally_once"
            ),
        ),
        *(forbid_changes(f"monitor_{table}") for table in _NEVER_CHANGED),
    ]
