"""Tables of post: messages out, attempts to deliver them, who read them, and addresses that don't work."""

from django.db import models

from openloket.people.models import Person, Reachability
from openloket.post.carriage import CarrierAccount as CarrierAccount  # their tables are part of this app
from openloket.post.carriage import CarrierState as CarrierState
from openloket.tenancy.models import Employee
from openloket.tenancy.scoped import Scoped


class MessageState(models.TextChoices):
    """Where a message is on its way out."""

    QUEUED = "queued", "in de wachtrij"
    SENDING = "sending", "wordt verzonden"
    RETRY = "retry", "wordt nog eens geprobeerd"
    AGAIN = "again", "wordt later nog eens verstuurd"
    HANDED_OVER = "handed_over", "overgedragen aan de mailserver"
    FAILED = "failed", "niet bezorgd"
    TO_POST = "to_post", "klaar om te printen en te versturen"
    PRINTING = "printing", "bij de drukker"
    POSTED = "posted", "per brief verstuurd"
    WITHDRAWN = "withdrawn", "ingetrokken"
    TOLD = "told", "op een andere manier verteld"
    TO_PLACE = "to_place", "wordt klaargezet in Mijn omgeving"
    ACCESSIBLE = "accessible", "staat klaar in Mijn omgeving"
    REHEARSED = "rehearsed", "geoefend, niet verstuurd"
    BUNDLED = "bundled", "samen met andere in één e-mail"


class Way(models.TextChoices):
    """How a message goes out."""

    EMAIL = "email", "e-mail"
    LETTER = "letter", "brief"
    PORTAL = "portal", "Mijn omgeving"
    SMS = "sms", "sms"
    BOX = "box", "Berichtenbox"


CLAIMABLE = (MessageState.QUEUED, MessageState.RETRY, MessageState.SENDING)
NOT_ARRIVED = (MessageState.FAILED, MessageState.AGAIN)
"""What came back: a person must look, or it goes out again later by itself."""
STILL_HERE = (MessageState.TO_POST, *NOT_ARRIVED)
"""What did not leave, or came back: it can be withdrawn."""
SETTLED = (
    MessageState.HANDED_OVER,
    MessageState.FAILED,
    MessageState.POSTED,
    MessageState.WITHDRAWN,
    MessageState.TOLD,
    MessageState.ACCESSIBLE,
    MessageState.REHEARSED,
    MessageState.BUNDLED,
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
    uncertain = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="attempts after which nobody knows whether it was taken over"
    )
    settled_at = models.DateTimeField(null=True)
    step = models.PositiveSmallIntegerField(
        default=1, db_default=1, help_text="which sending this is; a next one begins at 0 attempts"
    )
    sent_at = models.DateTimeField(
        null=True,
        help_text="the moment of sending by law (Awb 2:11(3), 2:19); null: it does not count as sent",
    )
    act_at = models.DateTimeField(null=True, help_text="when the next step is taken without anybody")
    instead_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="replaced_by",
        null=True,
        help_text="that did not arrive, in other words",
    )

    bundled_in = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="+", null=True, db_index=False,
        help_text="with what it went",
    )  # fmt: skip
    template = models.CharField(
        max_length=80,
        blank=True,
        default="",
        db_default="",
        help_text="the versions of the texts that made it",
    )
    level = models.CharField(
        max_length=15, default="gewoon", db_default="gewoon", help_text="law.verzendwijzen.Vertrouwelijkheid"
    )
    consent = models.ForeignKey(
        Reachability,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        help_text="the yes on which it went this way (Awb 2:8)",
    )
    way_why = models.JSONField(null=True, help_text="why it went this way (law.waarom)")
    about = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="spoken_of",
        null=True,
        help_text="that this one announces, corrects or withdraws (Awb 2:10, 2:12)",
    )
    answer_by = models.DateField(null=True, help_text="the last day on which the reader can answer")
    accessible_at = models.DateTimeField(
        null=True, help_text="when its reader could read it in Mijn omgeving (Awb 2:19 onder b)"
    )
    notice_by = models.DateTimeField(
        null=True,
        help_text="a notice must leave before this moment (Awb 2:10); null: none is due",
    )

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
            models.Index(
                fields=["organisation", "act_at"],
                name="post_message_to_act",
                condition=models.Q(act_at__isnull=False),
            ),
            models.Index(
                fields=["bundled_in"],
                name="post_message_bundled",
                condition=models.Q(bundled_in__isnull=False),
            ),
            models.Index(
                fields=["organisation", "created_at"],
                name="post_message_to_place",
                condition=models.Q(state="to_place"),
            ),
            models.Index(
                fields=["organisation", "notice_by"],
                name="post_message_notice_by",
                condition=models.Q(notice_by__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "subject_kind", "subject_id"],
                condition=models.Q(kind="receipt"),
                name="post_receipt_once",
            )
        ]


class DeliveryEvent(Scoped):
    """One thing that happened to a message on its way; told twice it stands here once, and never changes."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="events")
    step = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, help_text="see post/delivery.py")
    at = models.DateTimeField(help_text="when it happened")
    noted_at = models.DateTimeField(help_text="when it was heard here")
    source = models.CharField(max_length=10)
    way = models.CharField(max_length=10)
    carrier = models.CharField(max_length=30, blank=True, default="", db_default="")
    address = models.CharField(max_length=254, blank=True, default="", db_default="")
    rung = models.CharField(max_length=20, blank=True, default="", db_default="")
    code = models.CharField(max_length=20, blank=True, default="", db_default="")
    answer = models.CharField(
        max_length=300, blank=True, default="", db_default="", help_text="in words, without addresses"
    )
    identity = models.CharField(max_length=120, help_text="the same for the same thing")

    class Meta:
        indexes = [models.Index(fields=["organisation", "at"], name="post_event_at")]
        constraints = [
            models.UniqueConstraint(fields=["message", "identity"], name="post_deliveryevent_once")
        ]


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


class Template(Scoped):
    """What an organisation adds to the shared texts of a kind of message; once published it never changes."""

    class State(models.TextChoices):
        DRAFT = "draft", "concept"
        PUBLISHED = "published", "in gebruik"
        REPLACED = "replaced", "vervangen"

    kind = models.CharField(max_length=30)
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    subject_line = models.CharField(max_length=120, blank=True)
    opening = models.TextField(blank=True)
    closing = models.TextField(blank=True)
    written_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    published_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "number"], name="post_template_once"),
            models.UniqueConstraint(
                fields=["organisation", "kind"],
                condition=models.Q(state="draft"),
                name="post_template_one_draft",
            ),
            models.UniqueConstraint(
                fields=["organisation", "kind"],
                condition=models.Q(state="published"),
                name="post_template_one_in_use",
            ),
        ]


class Printed(Scoped):
    """A PDF of a message as somebody got it: made once, and given in the same bytes ever after."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="printed")
    view_sha256 = models.CharField(max_length=64, help_text="of the words, address and colours on it")
    sha256 = models.CharField(max_length=64, help_text="of the file")
    content = models.BinaryField(help_text="PDF/UA-1")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "view_sha256"], name="post_printed_once")]


class Rehearsal(Scoped):
    """A time in which messages reach only the guests: everything else is kept and not sent."""

    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=models.Q(ended_at=None), name="post_rehearsal_one"
            )
        ]


class Guest(Scoped):
    """An address that messages reach during a rehearsal."""

    address = models.CharField(max_length=254)
    added_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "address"], name="post_guest_once")]


class LetterBatch(Scoped):
    """Letters that went to a printer together; its letters never change, only what became of them."""

    class State(models.TextChoices):
        MADE = "made", "wordt klaargezet"
        PLACED = "placed", "bij de drukker"
        SETTLED = "settled", "afgehandeld"

    number = models.PositiveIntegerField(help_text="counts within the organisation")
    carrier = models.CharField(max_length=20, help_text="a key of settings.CARRIERS")
    state = models.CharField(max_length=10, choices=State.choices, default=State.MADE)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="+")
    tries = models.PositiveSmallIntegerField(default=0)
    uncertain = models.BooleanField(
        default=False, help_text="it may stand there twice: nobody knows how a try ended"
    )
    answer = models.CharField(max_length=200, blank=True, help_text="of the newest try, without addresses")
    manifest_sha256 = models.CharField(max_length=64, blank=True)
    placed_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "made_at"],
                name="post_letterbatch_open",
                condition=~models.Q(state="settled"),
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="post_letterbatch_once")
        ]


class BatchedLetter(Scoped):
    """One letter in a batch, and what the printer did with it."""

    class Outcome(models.TextChoices):
        OPEN = "open", "bij de drukker"
        POSTED = "posted", "verstuurd"
        REFUSED = "refused", "niet verstuurd"

    batch = models.ForeignKey(LetterBatch, on_delete=models.PROTECT, related_name="letters")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="batched")
    place = models.PositiveSmallIntegerField(help_text="from 1")
    pages = models.PositiveSmallIntegerField(default=0)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    reference = models.CharField(max_length=60, blank=True, help_text="by which the printer knows it")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.OPEN)
    posted_on = models.DateField(null=True)
    reason = models.CharField(max_length=120, blank=True, help_text="why it was not posted")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "place"], name="post_batchedletter_place"),
            models.UniqueConstraint(
                fields=["message"],
                condition=models.Q(outcome="open"),
                name="post_batchedletter_at_one_printer",
            ),
        ]
