"""A duty of the worker that fails for one organisation is kept, so that it is told and tried later again."""

import django.db.models.deletion
from django.db import migrations, models

from openloket.evidence.guards import protect


class Migration(migrations.Migration):
    dependencies = [
        ("tenancy", "0009_organisations_with"),
    ]

    operations = [
        migrations.CreateModel(
            name="DutyFailure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "duty",
                    models.CharField(
                        choices=[
                            ("recover_messages", "verloren berichten terugvinden"),
                            ("recover_placing", "berichten in Mijn omgeving zetten"),
                            ("recover_mail", "verloren e-mail terugvinden"),
                            ("advance_messages", "opnieuw sturen wat terugkwam"),
                            ("try_ways", "proberen of berichten kunnen vertrekken"),
                            ("tell_of_ways", "melden dat berichten niet vertrekken"),
                            ("note_silence", "opmerken dat er niets vertrekt"),
                            ("batch_letters", "brieven naar de printer sturen"),
                            ("ask_printer", "navragen wat er van brieven is geworden"),
                            ("ask_box", "navragen wat er van berichten in de Berichtenbox is geworden"),
                            ("forget_drafts", "oude concepten weggooien"),
                            ("forget_sessions", "oude inlogsessies weggooien"),
                            ("forget_copies", "kopieën voor mensen weggooien"),
                            ("forget_case_files", "klaargezette dossiers weggooien"),
                            ("sweep_bytes", "bestanden opruimen waarvan niemand weet"),
                            ("recount_terms", "termijnen tellen die stilstaan"),
                            ("warn_employees", "medewerkers waarschuwen voor termijnen"),
                            ("close_supplements", "termijnen om aan te vullen sluiten"),
                            ("remind_signers", "mensen eraan herinneren om te tekenen"),
                            ("lapse_signatures", "melden dat iemand niet op tijd tekende"),
                            ("maintenance", "aangekondigd werk laten beginnen en eindigen"),
                            ("forgive", "rekenen wat een storing verschoont"),
                            ("forgive_lasting", "rekenen wat een storing verschoont die nog duurt"),
                            ("forgive_again", "opnieuw rekenen wat een storing verschoont"),
                            ("remind_drafts", "mensen aan hun concept herinneren"),
                            ("remind_entitlements", "melden dat een vergunning afloopt"),
                        ],
                        max_length=40,
                    ),
                ),
                ("failures", models.PositiveIntegerField(help_text="how often in a row")),
                ("since", models.DateTimeField()),
                (
                    "again_at",
                    models.DateTimeField(help_text="not tried for this organisation before this moment"),
                ),
                (
                    "problem",
                    models.CharField(
                        help_text="which error and where in the code; not its words", max_length=200
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
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "duty"), name="tenancy_dutyfailure_once")
                ],
            },
        ),
        *protect("tenancy_dutyfailure"),
    ]
