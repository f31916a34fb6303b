"""What an organisation writes itself, PDFs as they were given, rehearsals, and messages in Mijn omgeving."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from openloket.evidence.guards import forbid_changes, protect

PUBLISHED_STAYS = migrations.RunSQL(
    """
    CREATE FUNCTION openloket_template_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF OLD.state <> 'draft' AND (TG_OP = 'DELETE' OR NEW.state = 'draft'
           OR (NEW.kind, NEW.number, NEW.subject_line, NEW.opening, NEW.closing)
              IS DISTINCT FROM (OLD.kind, OLD.number, OLD.subject_line, OLD.opening, OLD.closing)) THEN
            RAISE EXCEPTION 'published texts stay as they are: % on % is refused', TG_OP, TG_TABLE_NAME
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END $$;
    CREATE TRIGGER published_stays BEFORE UPDATE OR DELETE ON post_template
        FOR EACH ROW EXECUTE FUNCTION openloket_template_stays();
    """,
    """
    DROP TRIGGER published_stays ON post_template;
    DROP FUNCTION openloket_template_stays();
    """,
)


class Migration(migrations.Migration):
    """Columns that older messages leave empty, and four tables."""

    dependencies = [
        ("people", "0005_reach_by_sort"),
        ("post", "0009_events"),
        ("tenancy", "0008_return_pattern"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Guest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.CharField(max_length=254)),
                ("added_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Printed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "view_sha256",
                    models.CharField(help_text="of the words, address and colours on it", max_length=64),
                ),
                ("sha256", models.CharField(help_text="of the file", max_length=64)),
                ("content", models.BinaryField(help_text="PDF/UA-1")),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Rehearsal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("begun_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Template",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=30)),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "concept"),
                            ("published", "in gebruik"),
                            ("replaced", "vervangen"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("subject_line", models.CharField(blank=True, max_length=120)),
                ("opening", models.TextField(blank=True)),
                ("closing", models.TextField(blank=True)),
                ("changed_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(null=True)),
                ("replaced_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="message",
            name="about",
            field=models.ForeignKey(
                help_text="that this one announces, corrects or withdraws (Awb 2:10, 2:12)",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="spoken_of",
                to="post.message",
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="accessible_at",
            field=models.DateTimeField(
                help_text="when its reader could read it in Mijn omgeving (Awb 2:19 onder b)", null=True
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="answer_by",
            field=models.DateField(help_text="the last day on which the reader can answer", null=True),
        ),
        migrations.AddField(
            model_name="message",
            name="consent",
            field=models.ForeignKey(
                help_text="the yes on which it went this way (Awb 2:8)",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.reachability",
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="level",
            field=models.CharField(
                db_default="gewoon",
                default="gewoon",
                help_text="law.verzendwijzen.Vertrouwelijkheid",
                max_length=15,
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="notice_by",
            field=models.DateTimeField(
                help_text="a notice must leave before this moment (Awb 2:10); null: none is due",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="template",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="the versions of the texts that made it",
                max_length=80,
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="way_why",
            field=models.JSONField(help_text="why it went this way (law.waarom)", null=True),
        ),
        migrations.AlterField(
            model_name="message",
            name="state",
            field=models.CharField(
                choices=[
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
                    ("to_place", "wordt klaargezet in Mijn omgeving"),
                    ("accessible", "staat klaar in Mijn omgeving"),
                    ("rehearsed", "geoefend, niet verstuurd"),
                ],
                default="queued",
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="message",
            name="way",
            field=models.CharField(
                choices=[("email", "e-mail"), ("letter", "brief"), ("portal", "Mijn omgeving")],
                db_default="email",
                default="email",
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("state", "to_place")),
                fields=["organisation", "created_at"],
                name="post_message_to_place",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("notice_by__isnull", False)),
                fields=["organisation", "notice_by"],
                name="post_message_notice_by",
            ),
        ),
        migrations.AddField(
            model_name="guest",
            name="added_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="guest",
            name="organisation",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.organisation",
            ),
        ),
        migrations.AddField(
            model_name="printed",
            name="message",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="printed", to="post.message"
            ),
        ),
        migrations.AddField(
            model_name="printed",
            name="organisation",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.organisation",
            ),
        ),
        migrations.AddField(
            model_name="rehearsal",
            name="begun_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="rehearsal",
            name="ended_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="rehearsal",
            name="organisation",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.organisation",
            ),
        ),
        migrations.AddField(
            model_name="template",
            name="organisation",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.organisation",
            ),
        ),
        migrations.AddField(
            model_name="template",
            name="published_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="template",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="guest",
            constraint=models.UniqueConstraint(fields=("organisation", "address"), name="post_guest_once"),
        ),
        migrations.AddConstraint(
            model_name="printed",
            constraint=models.UniqueConstraint(fields=("message", "view_sha256"), name="post_printed_once"),
        ),
        migrations.AddConstraint(
            model_name="rehearsal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("organisation",), name="post_rehearsal_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="template",
            constraint=models.UniqueConstraint(
                fields=("organisation", "kind", "number"), name="post_template_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="template",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "draft")),
                fields=("organisation", "kind"),
                name="post_template_one_draft",
            ),
        ),
        migrations.AddConstraint(
            model_name="template",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "published")),
                fields=("organisation", "kind"),
                name="post_template_one_in_use",
            ),
        ),
        *protect("post_template", "post_printed", "post_rehearsal", "post_guest"),
        forbid_changes("post_printed"),
        PUBLISHED_STAYS,
    ]
