"""A person says by which way messages of one sort reach them, beside what they say about one zaak."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Columns that older rows fill with what they meant: by e-mail, about one zaak, all sorts."""

    dependencies = [
        ("people", "0004_own_copies"),
        ("tenancy", "0008_return_pattern"),
    ]

    operations = [
        migrations.AddField(
            model_name="reachability",
            name="person",
            field=models.ForeignKey(
                help_text="who said it when logged in",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="reachability",
            name="sort",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="law.verzending.Verzendsoort; empty: all",
                max_length=30,
            ),
        ),
        migrations.AddField(
            model_name="reachability",
            name="way",
            field=models.CharField(
                choices=[
                    ("email", "per e-mail"),
                    ("portal", "in Mijn omgeving"),
                    ("no_notice", "geen melding van wat in Mijn omgeving klaarstaat"),
                ],
                db_default="email",
                default="email",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="reachability",
            name="about_reference",
            field=models.CharField(blank=True, db_default="", default="", max_length=20),
        ),
        migrations.AlterField(
            model_name="reachability",
            name="contact_point",
            field=models.ForeignKey(
                help_text="of an e-mail",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.contactpoint",
            ),
        ),
        migrations.AddConstraint(
            model_name="reachability",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None), models.Q(("person", None), _negated=True)),
                fields=("person", "sort"),
                name="people_reachability_standing_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="reachability",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("way", "email"), _negated=True),
                    models.Q(("contact_point", None), _negated=True),
                    _connector="OR",
                ),
                name="people_reachability_address",
            ),
        ),
    ]
