"""The pages that the checker watches, and what it asks a person."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("monitor", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="WatchedPage",
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
                ("address", models.TextField()),
                ("visited_at", models.DateTimeField(null=True)),
                (
                    "read_at",
                    models.DateTimeField(
                        help_text="when it was last read whole, with what it leads to", null=True
                    ),
                ),
                (
                    "failures",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="days in a row that nothing was got"
                    ),
                ),
                ("etag", models.CharField(blank=True, max_length=200)),
                ("modified", models.CharField(blank=True, max_length=100)),
                ("page_hash", models.CharField(blank=True, max_length=64)),
                (
                    "channel",
                    models.CharField(
                        blank=True,
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
                ("confidence", models.DecimalField(decimal_places=2, max_digits=3, null=True)),
                (
                    "reason",
                    models.TextField(
                        blank=True, help_text="why, as the public reads it; without personal data"
                    ),
                ),
                ("supplier", models.CharField(blank=True, max_length=60)),
                (
                    "lower",
                    models.CharField(
                        blank=True,
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
                ("lower_on", models.DateField(null=True)),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="monitor.municipality",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="monitor.product"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Doubt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(help_text="when the page was so")),
                ("page_hash", models.CharField(blank=True, max_length=64)),
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
                        help_text="what the checker would say",
                        max_length=20,
                    ),
                ),
                ("confidence", models.DecimalField(decimal_places=2, max_digits=3)),
                ("reason", models.TextField(help_text="what the checker read; without personal data")),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
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
                    "settled_by",
                    models.CharField(
                        blank=True, help_text="which organisation or role looked", max_length=120
                    ),
                ),
                ("because", models.TextField(blank=True, help_text="why, as the public reads it")),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="monitor.round"
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="doubts",
                        to="monitor.watchedpage",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="watchedpage",
            constraint=models.UniqueConstraint(
                fields=("municipality", "product", "audience"), name="monitor_watched_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="doubt",
            constraint=models.UniqueConstraint(
                condition=models.Q(("settled_at", None)),
                fields=("page", "round"),
                name="monitor_doubt_open_once",
            ),
        ),
    ]
