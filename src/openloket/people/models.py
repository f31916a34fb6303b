"""Tables of people: express reachability (Awb 2:8) and who read whose data."""

from django.db import models

from openloket.tenancy.scoped import Scoped


class ContactPoint(Scoped):
    """An address at which somebody can be reached, as that person gave it."""

    class Kind(models.TextChoices):
        EMAIL = "email", "e-mailadres"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    address = models.CharField(max_length=254)
    given_at = models.DateTimeField()


class Reachability(Scoped):
    """Somebody made known expressly that this way reaches them, for these messages (Awb 2:8).

    Giving an e-mail address is not enough; the wording, the moment and the way it was given are kept.
    """

    contact_point = models.ForeignKey(ContactPoint, on_delete=models.PROTECT, related_name="+")
    about_kind = models.CharField(max_length=30, help_text="for which messages: those about this subject")
    about_reference = models.CharField(max_length=20)
    wording = models.TextField(help_text="the question exactly as it was shown")
    given_by = models.CharField(max_length=40, help_text="how it was given, for example webformulier")
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "about_reference"])]


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
