"""Tables of the offer: products, services, channels, designation decisions and immutable form versions."""

from django.db import models
from django.db.models import Q

from openloket.tenancy.models import Authority, Team
from openloket.tenancy.scoped import Scoped


class Product(models.Model):
    """A product of the uniforme productnamenlijst (UPL), the same for every municipality."""

    key = models.SlugField(unique=True)
    upl_name = models.CharField(max_length=200)
    upl_uri = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.upl_name


class FormVersion(Scoped):
    """A form as it was at one moment. Never changed: drafts and submissions point at what they saw."""

    key = models.SlugField()
    number = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64, help_text="sha-256 of the canonical definition")
    definition = models.JSONField()
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key", "number"], name="offer_form_number_once"),
            models.UniqueConstraint(fields=["organisation", "key", "fingerprint"], name="offer_form_once"),
        ]


class Service(Scoped):
    """A product as this organisation offers it: its texts, its form, its term, its authority."""

    class Official(models.TextChoices):
        YES = "ja", "ja"
        NO = "nee", "nee"
        UNDECIDED = "onbeslist", "onbeslist (behandelen als officieel)"

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField()
    title = models.CharField(max_length=255)
    theme = models.CharField(max_length=60)
    message_type = models.CharField(max_length=20, help_text="a law.ontvangst.Berichtsoort")
    official = models.CharField(max_length=10, choices=Official.choices)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    form_version = models.ForeignKey(
        FormVersion,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="empty: it is told of here, and not sent in here",
    )
    page = models.URLField(
        max_length=1000,
        blank=True,
        default="",
        db_default="",
        help_text="the organisation's own page about it",
    )
    source_id = models.CharField(
        max_length=100,
        blank=True,
        default="",
        db_default="",
        help_text="its id in the catalogue it came from",
    )
    source_modified = models.DateField(null=True, help_text="when that catalogue last changed it")
    sensitive = models.BooleanField(help_text="the copy does not travel by plain e-mail (Awb 2:9)")
    term = models.JSONField(help_text="which term runs after receipt; see offer.texts.TermRule")
    texts = models.JSONField(
        help_text="intro, what, needs, costs, duration, after, offline, legal_basis, search"
    )
    popular = models.BooleanField(default=False)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="offer_service_slug_once"),
            models.UniqueConstraint(
                fields=["organisation", "source_id"],
                condition=~Q(source_id=""),
                name="offer_service_source_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Supplier(Scoped):
    """Who delivers a channel to the organisation."""

    name = models.CharField(max_length=120)
    website = models.URLField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="offer_supplier_once")]

    def __str__(self) -> str:
        return self.name


class Channel(Scoped):
    """A line of the register: a way to send or bring one kind of message about a service.

    Designated for it (Awb 2:13(2)) or open besides it (2:14); or the reason why it is not offered here.
    """

    class Kind(models.TextChoices):
        WEB_FORM = "webformulier", "online formulier"
        EMAIL = "e-mail", "e-mail"
        PORTAL = "portaal", "persoonlijke pagina"
        EXTERNAL = "extern", "website van een andere organisatie"
        MESSAGE_BOX = "berichtenbox", "Berichtenbox"
        DESK = "balie", "balie"
        PHONE = "telefoon", "telefoon"
        POST = "post", "post"
        NOT_OFFERED = "niet", "niet bij deze gemeente"

    class Login(models.TextChoices):
        NONE = "", "zonder inloggen"
        LOW = "laag", "laag"
        SUBSTANTIAL = "substantieel", "substantieel"
        HIGH = "hoog", "hoog"

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="channels")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    message_type = models.CharField(
        max_length=20, blank=True, help_text="a law.kanalen.Berichtsoort; empty: every type without a line"
    )
    every_product = models.BooleanField(
        default=False,
        db_default=False,
        help_text="for all products: objections, complaints, the rest channel",
    )
    text = models.TextField()
    address = models.CharField(max_length=1000, blank=True)
    designated = models.BooleanField(help_text="designated for this type of message (Awb 2:13(2))")
    login_level = models.CharField(
        max_length=20, choices=Login.choices, blank=True, default="", db_default=""
    )
    requirements = models.JSONField(default=list, db_default=[], help_text="further demands (Awb 2:13(3))")
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, null=True, related_name="+")
    legal_exception = models.CharField(max_length=200, blank=True, default="", db_default="")
    joint_body = models.CharField(max_length=120, blank=True, default="", db_default="")
    because = models.TextField(blank=True, default="", db_default="", help_text="why it is not offered here")
    position = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, help_text="first day on which it no longer holds")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=models.F("valid_from")),
                name="offer_channel_period",
            ),
            models.CheckConstraint(
                condition=~Q(kind="niet") | Q(designated=False) & ~Q(because=""),
                name="offer_channel_refusal_has_reason",
            ),
        ]
        # The check of one designation for one message (migration 0004) looks at each line of an organisation.
        indexes = [models.Index(fields=["organisation", "service"], name="offer_channel_of_service")]


class DesignationDecision(Scoped):
    """A version of the designation decision (Awb 2:13(2)), from draft to superseded."""

    class State(models.TextChoices):
        DRAFT = "concept", "concept"
        ADOPTED = "vastgesteld", "vastgesteld"
        PUBLISHED = "gepubliceerd", "gepubliceerd"
        SUPERSEDED = "vervangen", "vervangen"

    number = models.PositiveIntegerField()
    authority_kind = models.CharField(
        max_length=20,
        choices=Authority.Kind.choices,
        blank=True,
        default="",
        db_default="",
        help_text="the one authority that decides; empty: all of them together",
    )
    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)
    document = models.JSONField(help_text="offer.designation.document.Document")
    sha256 = models.CharField(max_length=64, help_text="over the canonical document")
    drafted_at = models.DateTimeField()
    adopted_on = models.DateField(null=True)
    adopted_by = models.CharField(max_length=200, blank=True)
    published_on = models.DateField(null=True)
    publication = models.CharField(max_length=200, blank=True, help_text="such as gmb-2026-12345")
    in_force_from = models.DateField(null=True)
    superseded_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="offer_designation_number_once"),
            models.UniqueConstraint(
                fields=["organisation", "authority_kind"],
                condition=Q(state="gepubliceerd"),
                name="offer_designation_one_for_each",
            ),
        ]


class EqualledDay(models.Model):
    """A day equated with a holiday by royal decree (Algemene termijnenwet 3(3)); kept by an administrator."""

    day = models.DateField(primary_key=True)
    source = models.CharField(max_length=120)
