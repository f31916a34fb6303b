"""Tables of the offer: products, services, channels and immutable form versions."""

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
    title = models.CharField(max_length=120)
    theme = models.CharField(max_length=60)
    message_type = models.CharField(max_length=20, help_text="a law.ontvangst.Berichtsoort")
    official = models.CharField(max_length=10, choices=Official.choices)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    form_version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="+")
    sensitive = models.BooleanField(help_text="the copy does not travel by plain e-mail (Awb 2:9)")
    term = models.JSONField(help_text="which term runs after receipt; see offer.texts.TermRule")
    texts = models.JSONField(
        help_text="intro, what, needs, costs, duration, after, offline, legal_basis, search"
    )
    popular = models.BooleanField(default=False)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="offer_service_slug_once")
        ]

    def __str__(self) -> str:
        return self.title


class Channel(Scoped):
    """A way to send or bring a message; designated for a service (Awb 2:13(2)) or open besides it (2:14)."""

    class Kind(models.TextChoices):
        WEB_FORM = "webformulier", "online formulier"
        EMAIL = "e-mail", "e-mail"
        DESK = "balie", "balie"
        PHONE = "telefoon", "telefoon"
        POST = "post", "post"

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="channels")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    text = models.TextField()
    address = models.CharField(max_length=200, blank=True)
    designated = models.BooleanField(help_text="designated for this type of message (Awb 2:13(2))")
    position = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, help_text="first day on which it no longer holds")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=models.F("valid_from")),
                name="offer_channel_period",
            )
        ]


class EqualledDay(models.Model):
    """A day equated with a holiday by royal decree (Algemene termijnenwet 3(3)); kept by an administrator."""

    day = models.DateField(primary_key=True)
    source = models.CharField(max_length=120)
