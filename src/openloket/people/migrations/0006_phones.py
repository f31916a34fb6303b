"""People may give a telephone number, for a text message when a notice does not arrive."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One more kind of address, and one more way."""

    dependencies = [
        ("people", "0005_reach_by_sort"),
    ]

    operations = [
        migrations.AlterField(
            model_name="contactpoint",
            name="kind",
            field=models.CharField(
                choices=[("email", "e-mailadres"), ("phone", "telefoonnummer")], max_length=20
            ),
        ),
        migrations.AlterField(
            model_name="reachability",
            name="way",
            field=models.CharField(
                choices=[
                    ("email", "per e-mail"),
                    ("portal", "in Mijn omgeving"),
                    ("no_notice", "geen melding van wat in Mijn omgeving klaarstaat"),
                    ("sms", "een sms als een melding niet aankomt"),
                ],
                db_default="email",
                default="email",
                max_length=10,
            ),
        ),
    ]
