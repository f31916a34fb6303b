"""Tables of people: who they are, for whom they act, how they are reached, who read their data."""

from django.db import models

from openloket.tenancy.models import Employee
from openloket.tenancy.scoped import Scoped


class Person(Scoped):
    """A citizen or company that logged in here, known by a pseudonym of this organisation only."""

    class Kind(models.TextChoices):
        CITIZEN = "inwoner", "inwoner"
        COMPANY = "bedrijf", "bedrijf of organisatie"

    pseudonym = models.CharField(max_length=32, unique=True, help_text="made at random; says nothing")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=200, blank=True, help_text="as the identity provider gave it last")
    first_at = models.DateTimeField()
    last_at = models.DateTimeField(null=True, help_text="when this person logged in last; null: never yet")


class Identifier(Scoped):
    """A number by which a provider or register knows a person: sealed, and found only by a keyed hash."""

    class Kind(models.TextChoices):
        BSN = "bsn", "burgerservicenummer"
        KVK = "kvk", "KVK-nummer"
        BRANCH = "vestiging", "KVK-nummer met vestigingsnummer"
        RSIN = "rsin", "RSIN"
        EIDAS = "eidas", "eIDAS-nummer"
        SUBJECT = "subject", "nummer van de inlogdienst"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identifiers")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    key_hash = models.BinaryField(max_length=32, help_text="keyed hash of kind and number")
    hashed_by = models.CharField(max_length=16, help_text="id of the key of the hash")
    sealed = models.BinaryField(help_text="the number, encrypted (tenancy.sealing)")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "key_hash"], name="people_identifier_once"
            )
        ]


class Mandate(Scoped):
    """Somebody may act for another (Awb 2:1(2)): for which products, from when until when, on what basis.

    Its words never change; only its state does. A narrower mandate is a new one that replaces the old.
    """

    class Basis(models.TextChoices):
        CHAIN = "keten", "machtiging via DigiD Machtigen of eHerkenning"
        WRITTEN = "schriftelijk", "schriftelijke machtiging"
        PORTAL = "portaal", "machtiging in Mijn omgeving"
        CURATOR = "curator", "curator"
        ADMINISTRATOR = "bewindvoerder", "bewindvoerder"
        MENTOR = "mentor", "mentor"
        PARENT = "ouder", "ouder of voogd"
        PROFESSIONAL = "beroep", "advocaat of beroepsmatige hulpverlener"
        BESIDE = "ernaast", "iemand die helpt, met de persoon ernaast"

    class State(models.TextChoices):
        PROPOSED = "voorgesteld", "wacht op antwoord"
        TO_JUDGE = "te_beoordelen", "wacht op een medewerker"
        ACTIVE = "actief", "actief"
        REFUSED = "geweigerd", "geweigerd"
        WITHDRAWN = "ingetrokken", "ingetrokken"
        REPLACED = "vervangen", "vervangen"

    grantor = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="mandates_given",
        help_text="who is represented; null: not logged in here yet (grantor_name says who)",
    )  # fmt: skip
    grantor_name = models.CharField(max_length=200, help_text="who is represented, as it is shown")
    holder = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="mandates_held",
        help_text="who acts; null: not accepted yet",
    )  # fmt: skip
    holder_name = models.CharField(max_length=200, help_text="who acts, as the grantor wrote it")
    basis = models.CharField(max_length=20, choices=Basis.choices)
    products = models.JSONField(default=list, help_text="slugs of the services; empty: all of them")
    from_day = models.DateField()
    until = models.DateField(null=True, help_text="the last day; null: until it is withdrawn")
    earlier = models.BooleanField(
        default=False, help_text="the holder also sees what was sent before from_day"
    )
    state = models.CharField(max_length=20, choices=State.choices)
    proposed_by = models.CharField(max_length=10, help_text="grantor, holder, employee or chain")
    proposed_at = models.DateTimeField()
    invite_hash = models.BinaryField(max_length=32, null=True, help_text="of the code to accept it by")
    invite_email = models.CharField(max_length=254, blank=True)
    document_name = models.CharField(max_length=120, blank=True, help_text="of the written mandate")
    document_storage = models.CharField(max_length=200, blank=True)
    document_sha256 = models.CharField(max_length=64, blank=True)
    answered_at = models.DateTimeField(null=True, help_text="accepted or refused")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=10, blank=True, help_text="grantor, holder, employee or chain")
    employee = models.ForeignKey(
        Employee, on_delete=models.PROTECT, null=True, related_name="+", help_text="who judged or refused it"
    )
    ground = models.CharField(max_length=10, blank=True, help_text="on which it was refused: 2:1(3) or 2:2")
    reason = models.TextField(blank=True, help_text="why it was refused or kept, as both read it (Awb 2:2)")
    told_at = models.DateTimeField(null=True, help_text="the represented person was told of the first use")
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "holder", "state"], name="people_mandate_held"),
            models.Index(fields=["organisation", "grantor", "state"], name="people_mandate_given"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["invite_hash"],
                condition=~models.Q(invite_hash=None),
                name="people_mandate_invite_once",
            ),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("from_day")),
                name="people_mandate_period",
            ),
            models.CheckConstraint(
                condition=~models.Q(grantor=models.F("holder")), name="people_mandate_for_another"
            ),
        ]


class PersonSession(Scoped):
    """Somebody is logged in to Mijn omgeving; the browser holds the key, and here is only its hash."""

    key_hash = models.BinaryField(max_length=32, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    provider = models.CharField(max_length=40, help_text="key of tenancy.IdentityProvider")
    level = models.CharField(max_length=20, help_text="laag, substantieel or hoog (Wdo)")
    provider_session = models.CharField(
        max_length=200, blank=True, help_text="its sid, for logout from there"
    )
    provider_subject = models.CharField(
        max_length=64, blank=True, help_text="sha-256 of its subject, for the same"
    )
    acting_for = models.ForeignKey(
        Mandate, on_delete=models.PROTECT, null=True, related_name="+", help_text="for whom; null: oneself"
    )
    begun_at = models.DateTimeField()
    used_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=20, blank=True, help_text="person, provider, time or other login")

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "provider", "provider_session"],
                name="people_session_provider",
                condition=models.Q(ended_at=None),
            ),
            models.Index(fields=["organisation", "person"], name="people_session_person"),
            models.Index(fields=["used_at"], name="people_session_used"),
        ]


class PendingLogin(Scoped):
    """Somebody was sent to an identity provider: back once, in the same browser, within minutes."""

    state_hash = models.BinaryField(max_length=32, unique=True)
    browser_hash = models.BinaryField(max_length=32, help_text="of the cookie that only this browser has")
    provider = models.CharField(max_length=40)
    audience = models.CharField(max_length=10, help_text="tenancy.IdentityProvider.Audience")
    nonce = models.CharField(max_length=64)
    verifier = models.BinaryField(help_text="the PKCE code verifier, sealed")
    level = models.CharField(max_length=20, help_text="the level that was asked")
    wanted = models.CharField(max_length=500, help_text="path of our own to go on to")
    begun_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class ContactPoint(Scoped):
    """An address at which somebody can be reached, as that person gave it."""

    class Kind(models.TextChoices):
        EMAIL = "email", "e-mailadres"
        PHONE = "phone", "telefoonnummer"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    address = models.CharField(max_length=254)
    given_at = models.DateTimeField()


class Reachability(Scoped):
    """Somebody made known expressly that this way reaches them, for these messages (Awb 2:8).

    Giving an e-mail address is not enough; the wording, the moment and the way it was given are kept. Said
    about one zaak (`about_reference`), or by a person about all messages of one sort (`person`, `sort`).
    """

    class Way(models.TextChoices):
        EMAIL = "email", "per e-mail"
        PORTAL = "portal", "in Mijn omgeving"
        NO_NOTICE = "no_notice", "geen melding van wat in Mijn omgeving klaarstaat"
        SMS = "sms", "een sms als een melding niet aankomt"
        BOX = "box", "in de Berichtenbox van MijnOverheid"

    contact_point = models.ForeignKey(
        ContactPoint, on_delete=models.PROTECT, related_name="+", null=True, help_text="of an e-mail"
    )
    way = models.CharField(max_length=10, choices=Way.choices, default=Way.EMAIL, db_default="email")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, help_text="who said it when logged in"
    )
    sort = models.CharField(
        max_length=30,
        blank=True,
        default="",
        db_default="",
        help_text="law.verzending.Verzendsoort; empty: all",
    )
    about_kind = models.CharField(max_length=30, help_text="for which messages: those about this subject")
    about_reference = models.CharField(max_length=20, blank=True, default="", db_default="")
    wording = models.TextField(help_text="the question exactly as it was shown")
    given_by = models.CharField(max_length=40, help_text="how it was given, for example webformulier")
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "about_reference"])]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "sort"],
                condition=models.Q(withdrawn_at=None) & ~models.Q(person=None),
                name="people_reachability_standing_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(way="email") | ~models.Q(contact_point=None),
                name="people_reachability_address",
            ),
        ]


class AccessLog(Scoped):
    """An employee read personal data: who, what, when and why. Written before the page is shown."""

    employee_id = models.BigIntegerField()
    employee_name = models.CharField(max_length=80)
    action = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    reason = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "subject_kind", "subject_id", "-at"])]


class Preference(Scoped):
    """How a person likes to be told of news (Mijn omgeving); consent for messages is Reachability."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="preference")
    email = models.CharField(max_length=254, blank=True)
    confirmed_at = models.DateTimeField(null=True, help_text="a link mailed to that address was opened")
    confirm_hash = models.BinaryField(max_length=32, null=True, help_text="of that link")
    address = models.JSONField(
        default=dict,
        db_default={},
        help_text="where letters go, as formkit reads an address; empty: not told",
    )
    ways = models.JSONField(default=dict, help_text="per kind of news: portaal, e-mail or brief")
    changed_at = models.DateTimeField()


class OwnCopy(Scoped):
    """A person asked for a copy of everything we have of them (AVG art. 15(3)); the worker makes one file."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    storage_name = models.CharField(max_length=200, help_text="chosen when it is asked: no file gets lost")
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, help_text="null: the worker is still to make it")
    until = models.DateTimeField(null=True, help_text="then it is thrown away")
    size = models.PositiveBigIntegerField(default=0, db_default=0)
    sha256 = models.CharField(max_length=64, blank=True, default="", db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(made_at=None), name="people_own_copy_one_at_a_time"
            )
        ]
        indexes = [models.Index(fields=["organisation", "person", "-asked_at"], name="people_own_copy_of")]
