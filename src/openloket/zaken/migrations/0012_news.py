"""A zaak tells that a later message came in, until who handles it opened the zaak."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("zaken", "0011_entitlements")]

    operations = [
        migrations.AddField(
            model_name="zaak",
            name="news_at",
            field=models.DateTimeField(
                help_text="a later message came in, which who handles it did not see yet", null=True
            ),
        ),
        migrations.AddIndex(
            model_name="zaak",
            index=models.Index(
                condition=models.Q(("news_at", None), _negated=True),
                fields=["organisation", "-received_at", "-id"],
                name="zaken_news",
            ),
        ),
    ]
