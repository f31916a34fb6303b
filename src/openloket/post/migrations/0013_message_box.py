"""Messages may go to the message box of MijnOverheid."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One more way."""

    dependencies = [
        ("post", "0012_carriers"),
    ]

    operations = [
        migrations.AlterField(
            model_name="message",
            name="way",
            field=models.CharField(
                choices=[
                    ("email", "e-mail"),
                    ("letter", "brief"),
                    ("portal", "Mijn omgeving"),
                    ("sms", "sms"),
                    ("box", "Berichtenbox"),
                ],
                db_default="email",
                default="email",
                max_length=10,
            ),
        ),
    ]
