"""Tables of post: messages out, attempts to deliver them, who read them, and addresses that don't work."""

from django.db import models

from openloket.people.models import Person
from openloket.tenancy.models import Employee
from openloket.tenancy.scoped import Scoped


class MessageState(models.TextChoices):
    """Where a message is on its way out."""

    QUEUED = "queued", "in de wachtrij"
    SENDING = "sending", "wordt verzonden"
    RETRY = "retry", "wordt nog eens geprobeerd"
    HANDED_OVER = "handed_over", "overgedragen aan de mailserver"
    FAILED = "failed", "niet bezorgd"
    TO_POST = "to_post", "klaar om te printen en te versturen"
    POSTED = "posted", "per brief verstuurd"
    WITHDRAWN = "withdrawn", "ingetrokken"


class Way(models.TextChoices):
    """How a message goes out."""

    EMAIL = "email", "e-mail"
    LETTER = "letter", "brief"


CLAIMABLE = (MessageState.QUEUED, MessageState.RETRY, MessageState.SENDING)
SETTLED = (
    MessageState.HANDED_OVER,
    MessageState.FAILED,
    MessageState.POSTED,
    MessageState.WITHDRAWN,
)


class Message(Scoped):
    """One message, rendered and immutable in its words; only its state on the way out changes (Awb 2:12)."""

    kind = models.CharField(max_length=30)
    subject_kind = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    way = models.CharField(max_length=10, choices=Way.choices, default=Way.EMAIL, db_default="email")
    to_address = models.CharField(max_length=254, blank=True, help_text="of an e-mail")
    to_lines = models.JSONField(default=list, db_default=[], help_text="name and address of a letter")
    subject_line = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64)
    message_id = models.CharField(max_length=120, unique=True)
    in_reply_to = models.CharField(
        max_length=400, blank=True, default="", db_default="", help_text="of the e-mail that this answers"
    )
    state = models.CharField(max_length=20, choices=MessageState.choices, default=MessageState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "subject_kind", "subject_id"]),
            models.Index(
                fields=["organisation", "created_at"],
                name="post_message_unsettled",
                condition=models.Q(state__in=["queued", "retry", "sending"]),
            ),
            models.Index(
                fields=["organisation", "created_at"],
                name="post_message_failed",
                condition=models.Q(state="failed"),
            ),
            models.Index(
                fields=["organisation", "created_at"],
                name="post_message_to_post",
                condition=models.Q(state="to_post"),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "subject_kind", "subject_id"],
                condition=models.Q(kind="receipt"),
                name="post_receipt_once",
            )
        ]


class Delivery(Scoped):
    """One attempt to deliver a message, and what the other side answered."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="deliveries")
    attempt = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    outcome = models.CharField(max_length=20, choices=MessageState.choices)
    answer = models.CharField(
        max_length=200, help_text="reply code and text of the mail server, no addresses"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "attempt"], name="post_delivery_once")]


class MessageRead(Scoped):
    """Somebody who is logged in opened a message for the first time (Awb 2:25); never changed."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="reads")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", help_text="who read it")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "person"], name="post_read_once")]


class SuppressionReason(models.TextChoices):
    """Why nothing goes to an address any more."""

    NO_ADDRESS = "no_address", "dit adres bestaat niet (meer)"
    REFUSED = "refused", "de mailserver van de ontvanger weigert onze berichten"
    COMPLAINT = "complaint", "de ontvanger noemde een bericht van ons ongewenst"


class Suppression(Scoped):
    """An address to which nothing is sent until somebody lifts this; the address stands on the message."""

    way = models.CharField(max_length=10, help_text="how the message went: email, …")
    address_hash = models.BinaryField(max_length=32, help_text="keyed hash of way and address")
    hashed_by = models.CharField(max_length=16, help_text="id of the key of the hash")
    message = models.ForeignKey(
        Message, on_delete=models.PROTECT, related_name="+", help_text="that did not arrive"
    )
    reason = models.CharField(max_length=20, choices=SuppressionReason.choices)
    code = models.CharField(max_length=12, blank=True, help_text="5.1.1 or 550, as the mail server said")
    since = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(
        Employee, on_delete=models.PROTECT, related_name="+", null=True, help_text="null: the person"
    )
    lifted_why = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "way", "address_hash"],
                condition=models.Q(lifted_at=None),
                name="post_suppression_once",
            )
        ]
