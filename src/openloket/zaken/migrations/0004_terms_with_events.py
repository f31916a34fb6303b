"""Terms with events, decisions, filings, notices of default and complaints."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from openloket.evidence.guards import forbid_updates, protect

KIND = """
ALTER TABLE zaken_zaak NO FORCE ROW LEVEL SECURITY;
ALTER TABLE intake_submission NO FORCE ROW LEVEL SECURITY;
UPDATE zaken_zaak AS zaak SET kind = submission.message_type
    FROM intake_submission AS submission WHERE submission.id = zaak.submission_id;
ALTER TABLE intake_submission FORCE ROW LEVEL SECURITY;
ALTER TABLE zaken_zaak FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0004_terms_with_events"),
        ("offer", "0003_equalled_days"),
        ("post", "0004_terms_with_events"),
        ("tenancy", "0004_terms_with_events"),
        ("zaken", "0003_inbox_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Besluit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("template", models.CharField(help_text="key and version of the template", max_length=40)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("granted", "toegewezen"),
                            ("partly", "deels toegewezen"),
                            ("refused", "afgewezen"),
                            ("not_handled", "niet behandeld"),
                            ("well_founded", "gegrond"),
                            ("partly_founded", "deels gegrond"),
                            ("unfounded", "ongegrond"),
                            ("inadmissible", "niet-ontvankelijk"),
                            ("penalty_fixed", "dwangsom vastgesteld"),
                        ],
                        max_length=20,
                    ),
                ),
                ("subject_line", models.CharField(max_length=200)),
                (
                    "content",
                    models.JSONField(
                        help_text="the parts of the decision as they were filled in, and the 3:45 clause"
                    ),
                ),
                ("sha256", models.CharField(help_text="over the canonical content", max_length=64)),
                ("access_key", models.CharField(max_length=43, unique=True)),
                ("decided_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "made_known_on",
                    models.DateField(
                        help_text="Awb 3:41; the objection term runs from the day after", null=True
                    ),
                ),
                (
                    "made_known_how",
                    models.CharField(blank=True, help_text="a law.bekendmaking wijze", max_length=20),
                ),
                ("made_known_why", models.JSONField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Complaint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("topic", models.CharField(max_length=60)),
                (
                    "conduct_of",
                    models.CharField(
                        blank=True, help_text="department, never a person's name", max_length=120
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("gegrond", "gegrond"),
                            ("deels_gegrond", "deels gegrond"),
                            ("ongegrond", "ongegrond"),
                            ("geen_oordeel", "geen oordeel"),
                            ("tevreden", "opgelost naar tevredenheid (9:5)"),
                            ("niet_behandeld", "niet behandeld (9:8)"),
                            ("ingetrokken", "ingetrokken"),
                        ],
                        max_length=20,
                    ),
                ),
                ("findings", models.TextField(blank=True)),
                ("handled_on", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Filing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(help_text="a law.kanalen.Berichtsoort", max_length=20)),
                ("at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NoticeOfDefault",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("received_on", models.DateField()),
                (
                    "exception",
                    models.CharField(blank=True, help_text="a law.dwangsom.GeenDwangsom", max_length=20),
                ),
                ("reason", models.TextField(blank=True)),
                (
                    "fixed_cents",
                    models.PositiveIntegerField(
                        help_text="the amount fixed by decision (Awb 4:18)", null=True
                    ),
                ),
                ("fixed_on", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="SupplementRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "mark",
                    models.CharField(
                        help_text="of the suspension that it causes", max_length=26, unique=True
                    ),
                ),
                ("asked", models.TextField(help_text="what is missing, as the person reads it")),
                ("last_day", models.DateField()),
                ("asked_at", models.DateTimeField()),
                (
                    "sent_on",
                    models.DateField(help_text="the term stands still from the day after", null=True),
                ),
                ("answered_on", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="TermEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("suspended", "opgeschort"),
                            ("resumed", "hervat"),
                            ("extended", "verlengd"),
                        ],
                        max_length=20,
                    ),
                ),
                ("ground", models.CharField(max_length=12)),
                (
                    "on",
                    models.DateField(
                        help_text="day of the invitation, the notice, the supplement or the announcement"
                    ),
                ),
                (
                    "until",
                    models.DateField(help_text="of a suspension: the last day that was set", null=True),
                ),
                (
                    "length",
                    models.PositiveSmallIntegerField(help_text="of an extension, in units", null=True),
                ),
                ("unit", models.CharField(blank=True, help_text="a law.kalender.Eenheid", max_length=10)),
                (
                    "mark",
                    models.CharField(
                        blank=True, help_text="tells suspensions on one ground apart", max_length=26
                    ),
                ),
                ("reason", models.TextField(blank=True, help_text="in the words of who did it")),
                ("at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Timeliness",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("last_day", models.DateField()),
                ("forgiven_until", models.DateTimeField(null=True)),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("op_tijd", "op tijd"),
                            ("te_vroeg", "te vroeg"),
                            ("verschoond", "te laat, niet verwijtbaar"),
                            ("mens_beslist", "een medewerker beslist"),
                            ("te_laat", "te laat"),
                        ],
                        max_length=20,
                    ),
                ),
                ("why", models.JSONField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(blank=True, help_text="of the person who decided")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="term",
            name="ended_on",
            field=models.DateField(help_text="it was met, withdrawn or overtaken; null: it runs", null=True),
        ),
        migrations.AddField(
            model_name="term",
            name="forgiven_until",
            field=models.DateTimeField(
                help_text="lateness is forgiven at least until then, after an outage (Awb 2:21(3))", null=True
            ),
        ),
        migrations.AddField(
            model_name="term",
            name="origin",
            field=models.JSONField(help_text="law.termijnen.Termijn as it began", null=True),
        ),
        migrations.AddField(
            model_name="term",
            name="still_from",
            field=models.DateField(help_text="first day of the suspension that was begun last", null=True),
        ),
        migrations.AddField(
            model_name="term",
            name="still_until",
            field=models.DateField(help_text="last day of that suspension; null: not known yet", null=True),
        ),
        migrations.AddField(
            model_name="zaak",
            name="about",
            field=models.ForeignKey(
                help_text="the zaak objected to",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="zaken.zaak",
            ),
        ),
        migrations.AddField(
            model_name="zaak",
            name="advice",
            field=models.BooleanField(
                db_default=False, default=False, help_text="a committee or person advises (Awb 7:13, 9:13)"
            ),
        ),
        migrations.AddField(
            model_name="zaak",
            name="kind",
            field=models.CharField(
                db_default="aanvraag",
                default="aanvraag",
                help_text="Berichtsoort that began it",
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="term",
            name="kind",
            field=models.CharField(
                choices=[
                    ("decision", "beslistermijn"),
                    ("service_norm", "streeftermijn"),
                    ("to_decide", "door een mens te bepalen"),
                    ("supplement", "termijn om aan te vullen"),
                    ("not_handle", "termijn om niet te behandelen"),
                    ("objection", "bezwaartermijn"),
                    ("penalty", "dwangsom"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="term",
            name="why",
            field=models.JSONField(
                help_text="law.termijnen.Termijn or law.termijnverloop.Verloop as it stands now"
            ),
        ),
        migrations.AddIndex(
            model_name="term",
            index=models.Index(
                condition=models.Q(("ended_on", None)),
                fields=["organisation", "kind", "last_day"],
                name="zaken_term_running",
            ),
        ),
        migrations.AddIndex(
            model_name="term",
            index=models.Index(
                condition=models.Q(
                    ("ended_on", None), ("still_until", None), models.Q(("still_from", None), _negated=True)
                ),
                fields=["organisation", "still_from"],
                name="zaken_term_still",
            ),
        ),
        migrations.AddIndex(
            model_name="zaak",
            index=models.Index(fields=["organisation", "kind", "-received_at"], name="zaken_kind"),
        ),
        migrations.AddIndex(
            model_name="zaak",
            index=models.Index(
                condition=models.Q(("about", None), _negated=True), fields=["about"], name="zaken_about"
            ),
        ),
        migrations.AddField(
            model_name="besluit",
            name="decided_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="besluit",
            name="message",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="post.message"
            ),
        ),
        migrations.AddField(
            model_name="besluit",
            name="organisation",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.organisation",
            ),
        ),
        migrations.AddField(
            model_name="besluit",
            name="zaak",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="zaken.zaak"
            ),
        ),
        migrations.AddField(
            model_name="complaint",
            name="handled_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="complaint",
            name="organisation",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.organisation",
            ),
        ),
        migrations.AddField(
            model_name="complaint",
            name="zaak",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="complaint", to="zaken.zaak"
            ),
        ),
        migrations.AddField(
            model_name="filing",
            name="organisation",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.organisation",
            ),
        ),
        migrations.AddField(
            model_name="filing",
            name="submission",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="filing", to="intake.submission"
            ),
        ),
        migrations.AddField(
            model_name="filing",
            name="zaak",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="filings", to="zaken.zaak"
            ),
        ),
        migrations.AddField(
            model_name="noticeofdefault",
            name="judged_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="noticeofdefault",
            name="organisation",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.organisation",
            ),
        ),
        migrations.AddField(
            model_name="noticeofdefault",
            name="submission",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="default", to="intake.submission"
            ),
        ),
        migrations.AddField(
            model_name="noticeofdefault",
            name="zaak",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notices_of_default",
                to="zaken.zaak",
            ),
        ),
        migrations.AddField(
            model_name="supplementrequest",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="supplementrequest",
            name="filing",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="zaken.filing"
            ),
        ),
        migrations.AddField(
            model_name="supplementrequest",
            name="message",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="post.message"
            ),
        ),
        migrations.AddField(
            model_name="supplementrequest",
            name="organisation",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.organisation",
            ),
        ),
        migrations.AddField(
            model_name="supplementrequest",
            name="zaak",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="requests", to="zaken.zaak"
            ),
        ),
        migrations.AddField(
            model_name="termevent",
            name="by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="termevent",
            name="organisation",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.organisation",
            ),
        ),
        migrations.AddField(
            model_name="termevent",
            name="term",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="events", to="zaken.term"
            ),
        ),
        migrations.AddField(
            model_name="timeliness",
            name="decided_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="timeliness",
            name="organisation",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.organisation",
            ),
        ),
        migrations.AddField(
            model_name="timeliness",
            name="submission",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="timeliness", to="intake.submission"
            ),
        ),
        migrations.AddField(
            model_name="timeliness",
            name="zaak",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="timeliness", to="zaken.zaak"
            ),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(fields=["organisation", "year"], name="zaken_compl_organis_c83051_idx"),
        ),
        migrations.AddConstraint(
            model_name="noticeofdefault",
            constraint=models.UniqueConstraint(fields=("zaak",), name="zaken_default_once"),
        ),
        migrations.AddIndex(
            model_name="supplementrequest",
            index=models.Index(
                condition=models.Q(("answered_on", None)),
                fields=["organisation", "last_day"],
                name="zaken_request_open",
            ),
        ),
        *protect(
            "zaken_termevent",
            "zaken_filing",
            "zaken_supplementrequest",
            "zaken_besluit",
            "zaken_timeliness",
            "zaken_noticeofdefault",
            "zaken_complaint",
        ),
        forbid_updates("zaken_termevent"),
        forbid_updates("zaken_filing"),
        migrations.RunSQL(KIND, migrations.RunSQL.noop),
    ]
