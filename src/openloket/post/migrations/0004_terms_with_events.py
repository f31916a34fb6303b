"""Letters beside e-mail, and narrower indexes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("post", "0003_failed_messages"),
        ("tenancy", "0004_terms_with_events"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="message",
            name="post_message_unsettled",
        ),
        migrations.AddField(
            model_name="message",
            name="to_lines",
            field=models.JSONField(db_default=[], default=list, help_text="name and address of a letter"),
        ),
        migrations.AddField(
            model_name="message",
            name="way",
            field=models.CharField(
                choices=[("email", "e-mail"), ("letter", "brief")],
                db_default="email",
                default="email",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="delivery",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("queued", "in de wachtrij"),
                    ("sending", "wordt verzonden"),
                    ("retry", "wordt nog eens geprobeerd"),
                    ("handed_over", "overgedragen aan de mailserver"),
                    ("failed", "niet bezorgd"),
                    ("to_post", "klaar om te printen en te versturen"),
                    ("posted", "per brief verstuurd"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="message",
            name="state",
            field=models.CharField(
                choices=[
                    ("queued", "in de wachtrij"),
                    ("sending", "wordt verzonden"),
                    ("retry", "wordt nog eens geprobeerd"),
                    ("handed_over", "overgedragen aan de mailserver"),
                    ("failed", "niet bezorgd"),
                    ("to_post", "klaar om te printen en te versturen"),
                    ("posted", "per brief verstuurd"),
                ],
                default="queued",
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="message",
            name="to_address",
            field=models.CharField(blank=True, help_text="of an e-mail", max_length=254),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("state__in", ["queued", "retry", "sending"])),
                fields=["organisation", "created_at"],
                name="post_message_unsettled",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("state", "to_post")),
                fields=["organisation", "created_at"],
                name="post_message_to_post",
            ),
        ),
    ]
