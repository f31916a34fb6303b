"""People may choose the message box of MijnOverheid for our messages."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One more way."""

    dependencies = [
        ("people", "0006_phones"),
    ]

    operations = [
        migrations.AlterField(
            model_name="reachability",
            name="way",
            field=models.CharField(
                choices=[
                    ("email", "per e-mail"),
                    ("portal", "in Mijn omgeving"),
                    ("no_notice", "geen melding van wat in Mijn omgeving klaarstaat"),
                    ("sms", "een sms als een melding niet aankomt"),
                    ("box", "in de Berichtenbox van MijnOverheid"),
                ],
                db_default="email",
                default="email",
                max_length=10,
            ),
        ),
    ]
