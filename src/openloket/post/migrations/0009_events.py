"""What happened to a message becomes a set of events; attempts that were kept before are among them."""

import django.db.models.deletion
from django.db import migrations, models

from openloket.evidence.guards import forbid_updates, protect

STATES = [
    ("queued", "in de wachtrij"),
    ("sending", "wordt verzonden"),
    ("retry", "wordt nog eens geprobeerd"),
    ("again", "wordt later nog eens verstuurd"),
    ("handed_over", "overgedragen aan de mailserver"),
    ("failed", "niet bezorgd"),
    ("to_post", "klaar om te printen en te versturen"),
    ("posted", "per brief verstuurd"),
    ("withdrawn", "ingetrokken"),
    ("told", "op een andere manier verteld"),
]

# The owner of the tables sees all rows for a moment: this is about every organisation.
COPY = migrations.RunSQL(
    """
    ALTER TABLE post_delivery NO FORCE ROW LEVEL SECURITY;
    ALTER TABLE post_message NO FORCE ROW LEVEL SECURITY;
    INSERT INTO post_deliveryevent (organisation_id, message_id, step, kind, at, noted_at, source, way,
                                    address, answer, identity)
    SELECT old.organisation_id, old.message_id,
           CASE WHEN old.outcome = 'posted' AND old.attempt > 1 THEN 2 ELSE 1 END,
           CASE WHEN old.outcome = 'retry' THEN 'delayed'
                WHEN old.outcome = 'failed' AND old.answer LIKE '%teruggekomen%' THEN 'bounced_hard'
                WHEN old.outcome = 'failed' THEN 'refused' ELSE old.outcome END,
           old.at, old.at, CASE WHEN old.outcome = 'posted' THEN 'desk' ELSE 'carrier' END,
           CASE WHEN old.outcome = 'posted' THEN 'letter' ELSE 'email' END,
           message.to_address, old.answer, 'attempt:' || old.attempt
    FROM post_delivery AS old JOIN post_message AS message ON message.id = old.message_id
    WHERE old.outcome IN ('handed_over', 'retry', 'failed', 'posted');
    INSERT INTO post_deliveryevent (organisation_id, message_id, step, kind, at, noted_at, source, way, rung,
                                    identity)
    SELECT organisation_id, message_id, 2, 'offered', at, at, 'desk', 'letter', 'by_hand', 'step:2'
    FROM post_delivery WHERE outcome = 'posted' AND attempt > 1;
    UPDATE post_message SET sent_at = settled_at WHERE state IN ('handed_over', 'posted');
    UPDATE post_message SET step = 2 FROM post_deliveryevent AS event
    WHERE event.message_id = post_message.id AND event.step = 2;
    SET CONSTRAINTS ALL IMMEDIATE;
    ALTER TABLE post_message FORCE ROW LEVEL SECURITY;
    """,
    migrations.RunSQL.noop,
)


class Migration(migrations.Migration):
    """One table that takes the place of another, and what a message remembers of where it is."""

    dependencies = [
        ("post", "0008_suppression"),
        ("tenancy", "0008_return_pattern"),
    ]

    operations = [
        migrations.CreateModel(
            name="DeliveryEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("step", models.PositiveSmallIntegerField()),
                ("kind", models.CharField(help_text="see post/delivery.py", max_length=20)),
                ("at", models.DateTimeField(help_text="when it happened")),
                ("noted_at", models.DateTimeField(help_text="when it was heard here")),
                ("source", models.CharField(max_length=10)),
                ("way", models.CharField(max_length=10)),
                ("carrier", models.CharField(blank=True, db_default="", default="", max_length=30)),
                ("address", models.CharField(blank=True, db_default="", default="", max_length=254)),
                ("rung", models.CharField(blank=True, db_default="", default="", max_length=20)),
                ("code", models.CharField(blank=True, db_default="", default="", max_length=20)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="in words, without addresses",
                        max_length=300,
                    ),
                ),
                ("identity", models.CharField(help_text="the same for the same thing", max_length=120)),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="post.message"
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
        ),
        migrations.AddField(
            model_name="message",
            name="act_at",
            field=models.DateTimeField(help_text="when the next step is taken without anybody", null=True),
        ),
        migrations.AddField(
            model_name="message",
            name="instead_of",
            field=models.ForeignKey(
                help_text="that did not arrive, in other words",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by",
                to="post.message",
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="sent_at",
            field=models.DateTimeField(
                help_text="the moment of sending by law (Awb 2:11(3), 2:19); null: it does not count as sent",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="step",
            field=models.PositiveSmallIntegerField(
                db_default=1, default=1, help_text="which sending this is; a next one begins at 0 attempts"
            ),
        ),
        migrations.AlterField(
            model_name="message",
            name="state",
            field=models.CharField(choices=STATES, default="queued", max_length=20),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("act_at__isnull", False)),
                fields=["organisation", "act_at"],
                name="post_message_to_act",
            ),
        ),
        migrations.AddIndex(
            model_name="deliveryevent",
            index=models.Index(fields=["organisation", "at"], name="post_event_at"),
        ),
        migrations.AddConstraint(
            model_name="deliveryevent",
            constraint=models.UniqueConstraint(
                fields=("message", "identity"), name="post_deliveryevent_once"
            ),
        ),
        COPY,
        migrations.DeleteModel(name="Delivery"),
        *protect("post_deliveryevent"),
        forbid_updates("post_deliveryevent"),
    ]
