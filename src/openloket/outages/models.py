"""Tables of outages: the append-only register, maintenance, extensions and the state of the probes."""

from django.db import models
from django.db.models import F, Q

from openloket.tenancy.models import Employee
from openloket.tenancy.scoped import Scoped


class Channel(models.TextChoices):
    """An electronic way that a person can use, and that can fail."""

    WEB_FORM = "webformulier", "het online formulier"
    EMAIL = "e-mail", "e-mail"
    PORTAL = "portaal", "inloggen en uw eigen pagina's"


class How(models.TextChoices):
    """How an outage was found."""

    PROBE = "probe", "gemeten van buiten"
    SILENCE = "silence", "achteraf: de meting zelf stond stil"
    PLANNED = "planned", "aangekondigd onderhoud"
    REPORTED = "reported", "gemeld door een medewerker"


class Outage(Scoped):
    """A channel could not be used from this moment on (Awb 2:21). Its end is a row of its own."""

    channel = models.CharField(max_length=20, choices=Channel.choices)
    began_at = models.DateTimeField(help_text="the last moment at which it was known to work")
    noticed_at = models.DateTimeField()
    how = models.CharField(max_length=20, choices=How.choices)
    fault = models.CharField(max_length=200, help_text="what was seen, without personal data")
    reported_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["organisation", "channel", "began_at"])]


class OutageEnd(Scoped):
    """The channel could be used again from this moment on."""

    outage = models.OneToOneField(Outage, on_delete=models.PROTECT, related_name="end")
    ended_at = models.DateTimeField(help_text="the first moment at which it was known to work again")
    noticed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organisation", "noticed_at"], name="outages_end_noticed")]


class OutageExtension(Scoped):
    """The body used its power to extend the terms of who could not send (Awb 2:21(1)); never changed."""

    outage = models.OneToOneField(Outage, on_delete=models.PROTECT, related_name="extension")
    working_days = models.PositiveSmallIntegerField()
    explanation = models.TextField(help_text="what the public reads")
    decided_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(help_text="also the moment of announcing it (Awb 2:21(2))")
    terms = models.PositiveIntegerField(help_text="how many terms moved")


class Told(Scoped):
    """Somebody was written to about an outage, once; never changed. The message itself is in post."""

    outage = models.ForeignKey(Outage, on_delete=models.PROTECT, related_name="told")
    who = models.CharField(max_length=64, help_text="zaak:<id>, or a keyed hash of an address; no addresses")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["outage", "who"], name="outages_told_once")]


class Maintenance(Scoped):
    """Work on the installation that is announced: then no new form begins; running ones end well."""

    channel = models.CharField(max_length=20, choices=Channel.choices)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    text = models.TextField(help_text="what the public reads")
    announced_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    announced_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "ends_at"])]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="outages_maintenance_period")
        ]


class ProbeState(Scoped):
    """How the last probes of one channel went; the register is in Outage."""

    channel = models.CharField(max_length=20, choices=Channel.choices)
    good_at = models.DateTimeField(null=True, help_text="the last probe that succeeded")
    failing_since = models.DateTimeField(null=True, help_text="the first of the probes in a row that failed")
    failures = models.PositiveIntegerField(default=0, help_text="probes in a row that failed")
    fault = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "channel"], name="outages_probe_state_once")
        ]


class Heartbeat(models.Model):
    """The last sign of life of the prober, so that it finds afterwards how long it was not there."""

    name = models.CharField(max_length=20, primary_key=True)
    at = models.DateTimeField()
