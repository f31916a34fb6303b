"""A letter that was overtaken before it was posted can be withdrawn."""

from django.db import migrations, models

STATES = [
    ("queued", "in de wachtrij"),
    ("sending", "wordt verzonden"),
    ("retry", "wordt nog eens geprobeerd"),
    ("handed_over", "overgedragen aan de mailserver"),
    ("failed", "niet bezorgd"),
    ("to_post", "klaar om te printen en te versturen"),
    ("posted", "per brief verstuurd"),
    ("withdrawn", "ingetrokken"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("post", "0004_terms_with_events"),
    ]

    operations = [
        migrations.AlterField(
            model_name="delivery",
            name="outcome",
            field=models.CharField(choices=STATES, max_length=20),
        ),
        migrations.AlterField(
            model_name="message",
            name="state",
            field=models.CharField(choices=STATES, default="queued", max_length=20),
        ),
    ]
