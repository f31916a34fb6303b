"""The register of channels per kind of message, and designation decisions."""

import django.db.models.deletion
from django.db import migrations, models

from openloket.evidence.guards import protect

FILL = """
ALTER TABLE offer_channel NO FORCE ROW LEVEL SECURITY;
ALTER TABLE offer_service NO FORCE ROW LEVEL SECURITY;
UPDATE offer_channel AS channel
   SET message_type = CASE WHEN service.slug = 'algemeen-bericht' THEN '' ELSE service.message_type END,
       every_product = service.slug IN
           ('algemeen-bericht', 'bezwaar', 'klacht', 'ingebrekestelling', 'aanvulling')
  FROM offer_service AS service WHERE service.id = channel.service_id;
ALTER TABLE offer_service FORCE ROW LEVEL SECURITY;
ALTER TABLE offer_channel FORCE ROW LEVEL SECURITY;
"""

# Two designations may not say two things of one message on one day.
ONE_ANSWER = """
CREATE FUNCTION openloket_one_designation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(20813, NEW.organisation_id::int);
    IF NEW.designated AND NEW.kind NOT IN ('balie', 'telefoon', 'post') AND EXISTS (
        SELECT 1 FROM offer_channel AS other
        WHERE other.organisation_id = NEW.organisation_id AND other.id <> NEW.id
          AND other.designated AND other.kind NOT IN ('balie', 'telefoon', 'post')
          AND other.message_type = NEW.message_type AND other.every_product = NEW.every_product
          AND (NEW.every_product OR other.service_id = NEW.service_id)
          AND daterange(other.valid_from, other.valid_to) && daterange(NEW.valid_from, NEW.valid_to)
    ) THEN
        RAISE EXCEPTION 'two designations for one message on one day' USING ERRCODE = 'exclusion_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER one_designation BEFORE INSERT OR UPDATE ON offer_channel
    FOR EACH ROW EXECUTE FUNCTION openloket_one_designation();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("offer", "0003_equalled_days"),
        ("tenancy", "0005_warned_on"),
    ]

    operations = [
        migrations.AddField(
            model_name="channel",
            name="because",
            field=models.TextField(
                blank=True, db_default="", default="", help_text="why it is not offered here"
            ),
        ),
        migrations.AddField(
            model_name="channel",
            name="every_product",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="for all products: objections, complaints, the rest channel",
            ),
        ),
        migrations.AddField(
            model_name="channel",
            name="joint_body",
            field=models.CharField(blank=True, db_default="", default="", max_length=120),
        ),
        migrations.AddField(
            model_name="channel",
            name="legal_exception",
            field=models.CharField(blank=True, db_default="", default="", max_length=200),
        ),
        migrations.AddField(
            model_name="channel",
            name="login_level",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "zonder inloggen"),
                    ("laag", "laag"),
                    ("substantieel", "substantieel"),
                    ("hoog", "hoog"),
                ],
                db_default="",
                default="",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="channel",
            name="message_type",
            field=models.CharField(
                blank=True,
                help_text="a law.kanalen.Berichtsoort; empty: every type without a line",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="channel",
            name="requirements",
            field=models.JSONField(db_default=[], default=list, help_text="further demands (Awb 2:13(3))"),
        ),
        migrations.AlterField(
            model_name="channel",
            name="kind",
            field=models.CharField(
                choices=[
                    ("webformulier", "online formulier"),
                    ("e-mail", "e-mail"),
                    ("portaal", "persoonlijke pagina"),
                    ("extern", "website van een andere organisatie"),
                    ("berichtenbox", "Berichtenbox"),
                    ("balie", "balie"),
                    ("telefoon", "telefoon"),
                    ("post", "post"),
                    ("niet", "niet bij deze gemeente"),
                ],
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="DesignationDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("concept", "concept"),
                            ("vastgesteld", "vastgesteld"),
                            ("gepubliceerd", "gepubliceerd"),
                            ("vervangen", "vervangen"),
                        ],
                        default="concept",
                        max_length=20,
                    ),
                ),
                ("document", models.JSONField(help_text="offer.designation.document.Document")),
                ("sha256", models.CharField(help_text="over the canonical document", max_length=64)),
                ("drafted_at", models.DateTimeField()),
                ("adopted_on", models.DateField(null=True)),
                ("adopted_by", models.CharField(blank=True, max_length=200)),
                ("published_on", models.DateField(null=True)),
                (
                    "publication",
                    models.CharField(blank=True, help_text="such as gmb-2026-12345", max_length=200),
                ),
                ("in_force_from", models.DateField(null=True)),
                ("superseded_on", models.DateField(null=True)),
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
        migrations.CreateModel(
            name="Supplier",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("website", models.URLField(blank=True)),
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
            model_name="channel",
            name="supplier",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="offer.supplier"
            ),
        ),
        migrations.AddConstraint(
            model_name="channel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "niet"), _negated=True),
                    models.Q(("designated", False), models.Q(("because", ""), _negated=True)),
                    _connector="OR",
                ),
                name="offer_channel_refusal_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="designationdecision",
            constraint=models.UniqueConstraint(
                fields=("organisation", "number"), name="offer_designation_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="designationdecision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "gepubliceerd")),
                fields=("organisation",),
                name="offer_designation_one_in_force",
            ),
        ),
        migrations.AddConstraint(
            model_name="supplier",
            constraint=models.UniqueConstraint(fields=("organisation", "name"), name="offer_supplier_once"),
        ),
        *protect("offer_supplier", "offer_designationdecision"),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunSQL(
            ONE_ANSWER,
            "DROP TRIGGER one_designation ON offer_channel; DROP FUNCTION openloket_one_designation();",
        ),
    ]
