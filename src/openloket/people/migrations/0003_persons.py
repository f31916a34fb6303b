"""Persons, for whom they act, and who is logged in."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from openloket.evidence.guards import protect


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_guards"),
        ("tenancy", "0006_identity"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PendingLogin",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("state_hash", models.BinaryField(max_length=32, unique=True)),
                (
                    "browser_hash",
                    models.BinaryField(help_text="of the cookie that only this browser has", max_length=32),
                ),
                ("provider", models.CharField(max_length=40)),
                ("audience", models.CharField(help_text="tenancy.IdentityProvider.Audience", max_length=10)),
                ("nonce", models.CharField(max_length=64)),
                ("verifier", models.BinaryField(help_text="the PKCE code verifier, sealed")),
                ("level", models.CharField(help_text="the level that was asked", max_length=20)),
                ("wanted", models.CharField(help_text="path of our own to go on to", max_length=500)),
                ("begun_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "pseudonym",
                    models.CharField(help_text="made at random; says nothing", max_length=32, unique=True),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("inwoner", "inwoner"), ("bedrijf", "bedrijf of organisatie")], max_length=10
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        blank=True, help_text="as the identity provider gave it last", max_length=200
                    ),
                ),
                ("first_at", models.DateTimeField()),
                (
                    "last_at",
                    models.DateTimeField(
                        help_text="when this person logged in last; null: never yet", null=True
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Mandate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "grantor_name",
                    models.CharField(help_text="who is represented, as it is shown", max_length=200),
                ),
                (
                    "holder_name",
                    models.CharField(help_text="who acts, as the grantor wrote it", max_length=200),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("keten", "machtiging via DigiD Machtigen of eHerkenning"),
                            ("schriftelijk", "schriftelijke machtiging"),
                            ("portaal", "machtiging in Mijn omgeving"),
                            ("curator", "curator"),
                            ("bewindvoerder", "bewindvoerder"),
                            ("mentor", "mentor"),
                            ("ouder", "ouder of voogd"),
                            ("beroep", "advocaat of beroepsmatige hulpverlener"),
                            ("ernaast", "iemand die helpt, met de persoon ernaast"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "products",
                    models.JSONField(default=list, help_text="slugs of the services; empty: all of them"),
                ),
                ("from_day", models.DateField()),
                ("until", models.DateField(help_text="the last day; null: until it is withdrawn", null=True)),
                (
                    "earlier",
                    models.BooleanField(
                        default=False, help_text="the holder also sees what was sent before from_day"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("voorgesteld", "wacht op antwoord"),
                            ("te_beoordelen", "wacht op een medewerker"),
                            ("actief", "actief"),
                            ("geweigerd", "geweigerd"),
                            ("ingetrokken", "ingetrokken"),
                            ("vervangen", "vervangen"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "proposed_by",
                    models.CharField(help_text="grantor, holder, employee or chain", max_length=10),
                ),
                ("proposed_at", models.DateTimeField()),
                (
                    "invite_hash",
                    models.BinaryField(help_text="of the code to accept it by", max_length=32, null=True),
                ),
                ("invite_email", models.CharField(blank=True, max_length=254)),
                (
                    "document_name",
                    models.CharField(blank=True, help_text="of the written mandate", max_length=120),
                ),
                ("document_storage", models.CharField(blank=True, max_length=200)),
                ("document_sha256", models.CharField(blank=True, max_length=64)),
                ("answered_at", models.DateTimeField(help_text="accepted or refused", null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_by",
                    models.CharField(
                        blank=True, help_text="grantor, holder, employee or chain", max_length=10
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        blank=True, help_text="on which it was refused: 2:1(3) or 2:2", max_length=10
                    ),
                ),
                (
                    "reason",
                    models.TextField(
                        blank=True, help_text="why it was refused or kept, as both read it (Awb 2:2)"
                    ),
                ),
                (
                    "told_at",
                    models.DateTimeField(
                        help_text="the represented person was told of the first use", null=True
                    ),
                ),
                (
                    "employee",
                    models.ForeignKey(
                        help_text="who judged or refused it",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                (
                    "replaces",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="people.mandate",
                    ),
                ),
                (
                    "grantor",
                    models.ForeignKey(
                        help_text="who is represented; null: not logged in here yet (grantor_name says who)",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates_given",
                        to="people.person",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        help_text="who acts; null: not accepted yet",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates_held",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Identifier",
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
                            ("bsn", "burgerservicenummer"),
                            ("kvk", "KVK-nummer"),
                            ("vestiging", "KVK-nummer met vestigingsnummer"),
                            ("rsin", "RSIN"),
                            ("eidas", "eIDAS-nummer"),
                            ("subject", "nummer van de inlogdienst"),
                        ],
                        max_length=10,
                    ),
                ),
                ("key_hash", models.BinaryField(help_text="keyed hash of kind and number", max_length=32)),
                ("hashed_by", models.CharField(help_text="id of the key of the hash", max_length=16)),
                ("sealed", models.BinaryField(help_text="the number, encrypted (tenancy.sealing)")),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="identifiers",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PersonSession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key_hash", models.BinaryField(max_length=32, unique=True)),
                ("provider", models.CharField(help_text="key of tenancy.IdentityProvider", max_length=40)),
                ("level", models.CharField(help_text="laag, substantieel or hoog (Wdo)", max_length=20)),
                (
                    "provider_session",
                    models.CharField(blank=True, help_text="its sid, for logout from there", max_length=200),
                ),
                (
                    "provider_subject",
                    models.CharField(
                        blank=True, help_text="sha-256 of its subject, for the same", max_length=64
                    ),
                ),
                ("begun_at", models.DateTimeField()),
                ("used_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended_by",
                    models.CharField(
                        blank=True, help_text="person, provider, time or other login", max_length=20
                    ),
                ),
                (
                    "acting_for",
                    models.ForeignKey(
                        help_text="for whom; null: oneself",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.mandate",
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
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Preference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.CharField(blank=True, max_length=254)),
                (
                    "confirmed_at",
                    models.DateTimeField(help_text="a link mailed to that address was opened", null=True),
                ),
                ("confirm_hash", models.BinaryField(help_text="of that link", max_length=32, null=True)),
                (
                    "ways",
                    models.JSONField(default=dict, help_text="per kind of news: portaal, e-mail or brief"),
                ),
                ("changed_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.organisation",
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="preference",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="mandate",
            index=models.Index(fields=["organisation", "holder", "state"], name="people_mandate_held"),
        ),
        migrations.AddIndex(
            model_name="mandate",
            index=models.Index(fields=["organisation", "grantor", "state"], name="people_mandate_given"),
        ),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("invite_hash", None), _negated=True),
                fields=("invite_hash",),
                name="people_mandate_invite_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.CheckConstraint(
                condition=models.Q(("until", None), ("until__gte", models.F("from_day")), _connector="OR"),
                name="people_mandate_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.CheckConstraint(
                condition=models.Q(("grantor", models.F("holder")), _negated=True),
                name="people_mandate_for_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="identifier",
            constraint=models.UniqueConstraint(
                fields=("organisation", "kind", "key_hash"), name="people_identifier_once"
            ),
        ),
        migrations.AddIndex(
            model_name="personsession",
            index=models.Index(
                condition=models.Q(("ended_at", None)),
                fields=["organisation", "provider", "provider_session"],
                name="people_session_provider",
            ),
        ),
        migrations.AddIndex(
            model_name="personsession",
            index=models.Index(fields=["organisation", "person"], name="people_session_person"),
        ),
        migrations.AddIndex(
            model_name="personsession",
            index=models.Index(fields=["used_at"], name="people_session_used"),
        ),
        *protect(
            "people_person",
            "people_identifier",
            "people_mandate",
            "people_personsession",
            "people_pendinglogin",
            "people_preference",
        ),
    ]
