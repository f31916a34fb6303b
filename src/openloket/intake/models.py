"""Tables of intake: drafts, submissions, attachments and receipts."""

from django.db import models

from openloket.people.models import Mandate, Person
from openloket.tenancy.models import Employee, Team
from openloket.tenancy.scoped import Scoped


class Draft(Scoped):
    """Answers that are kept while somebody fills in a form. Whoever holds its key may go on with it."""

    key_hash = models.BinaryField(max_length=32, help_text="sha-256 of the key, which is not stored")
    service = models.ForeignKey("offer.Service", on_delete=models.PROTECT, related_name="+")
    form_version = models.ForeignKey("offer.FormVersion", on_delete=models.PROTECT, related_name="+")
    about = models.CharField(
        max_length=20,
        blank=True,
        default="",
        db_default="",
        help_text="reference of the zaak that it is about",
    )
    answers = models.JSONField(default=dict, help_text="answers by field key; as typed where not yet right")
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="who logged in and made it theirs; null: whoever holds the key",
    )
    mandate = models.ForeignKey(
        Mandate,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="on which that person acts for another",
    )
    taken = models.JSONField(
        default=dict,
        db_default={},
        help_text="taken over from earlier messages, by field key: value, reference, day, product",
    )
    reminded_at = models.DateTimeField(null=True, help_text="that it is not sent yet (Mijn omgeving)")
    warnings = models.PositiveSmallIntegerField(default=0, db_default=0, help_text="told that it will go")
    employee = models.ForeignKey(
        Employee,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="who types what came by desk, phone or post; null: the sender fills it in",
    )
    arrival = models.JSONField(null=True, help_text="how that came: the fields of Registration, as typed")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key_hash"], name="intake_draft_key_once")]
        indexes = [
            models.Index(fields=["organisation", "updated_at"]),
            models.Index(
                fields=["organisation", "person", "-updated_at"],
                name="intake_draft_person",
                condition=~models.Q(person=None),
            ),
        ]


class Submission(Scoped):
    """An official message that was received, with the exact copy of what was entered (Awb 2:17, 2:20)."""

    reference = models.CharField(max_length=20, unique=True)
    idempotency_key = models.BinaryField(max_length=32, unique=True)
    service = models.ForeignKey("offer.Service", on_delete=models.PROTECT, related_name="+")
    form_version = models.ForeignKey(
        "offer.FormVersion",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="null: it came without a form, such as by e-mail",
    )
    channel = models.CharField(max_length=20)
    message_type = models.CharField(max_length=20)
    about = models.CharField(
        max_length=20,
        blank=True,
        default="",
        db_default="",
        help_text="reference of the zaak that it is about",
    )
    received_at = models.DateTimeField()
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", help_text="who sent it, logged in"
    )
    represented = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", help_text="for whom; null: themselves"
    )
    mandate = models.ForeignKey(
        Mandate, on_delete=models.PROTECT, null=True, related_name="+", help_text="on what basis (Awb 2:1)"
    )
    provider = models.CharField(
        max_length=40, blank=True, default="", db_default="", help_text="where the sender logged in"
    )
    level = models.CharField(
        max_length=20, blank=True, default="", db_default="", help_text="level of assurance of that (Wdo)"
    )
    email = models.CharField(max_length=254, blank=True)
    answers = models.JSONField(help_text="normalised values by field key")
    copy = models.TextField(help_text="the exact copy as canonical JSON")
    copy_sha256 = models.CharField(max_length=64)
    judgement = models.JSONField(help_text="what the law says of this message, with its why")

    class Meta:
        indexes = [models.Index(fields=["organisation", "received_at"])]


class CoSignature(Scoped):
    """Somebody who must sign a received message, beside its sender; each sees exactly what was sent."""

    class State(models.TextChoices):
        WAITING = "wacht", "is nog niet aan de beurt"
        ASKED = "gevraagd", "is gevraagd"
        SIGNED = "getekend", "heeft getekend"
        REFUSED = "geweigerd", "wil niet tekenen"
        LAPSED = "verlopen", "heeft niet op tijd getekend"
        LEFT_OUT = "weggelaten", "hoeft niet meer te tekenen"

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="signatures")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    email = models.CharField(max_length=254)
    key_hash = models.BinaryField(max_length=32, unique=True, help_text="of the link that was mailed last")
    code_hash = models.BinaryField(
        max_length=32, null=True, help_text="keyed hash of the code that was mailed"
    )
    code_until = models.DateTimeField(null=True)
    code_failures = models.PositiveSmallIntegerField(default=0)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", help_text="who answered, logged in"
    )
    level = models.CharField(
        max_length=20, blank=True, help_text="level of assurance of the login (Wdo), or e-mail"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    asked_at = models.DateTimeField(null=True)
    until = models.DateField(null=True, help_text="the last day to sign; null: not asked yet")
    reminded_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answers_sha256 = models.CharField(max_length=64, blank=True, help_text="of what this person signed")
    reason = models.TextField(blank=True, help_text="why not, in their own words")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "position"], name="intake_signature_in_order")
        ]
        indexes = [models.Index(fields=["organisation", "state", "until"], name="intake_signature_state")]


class Attachment(Scoped):
    """A file that somebody added; stored and scanned before the message is sent."""

    class Scan(models.TextChoices):
        CLEAN = "clean", "gecontroleerd"
        UNSCANNED = "unscanned", "niet gecontroleerd: geen virusscanner ingesteld"

    draft = models.ForeignKey(Draft, on_delete=models.SET_NULL, null=True, related_name="attachments")
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, null=True, related_name="attachments"
    )
    field = models.CharField(max_length=120)
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    storage_name = models.CharField(max_length=200)
    scan = models.CharField(max_length=20, choices=Scan.choices)
    added_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["storage_name"], name="intake_attachment_stored")]


class Receipt(Scoped):
    """The confirmation of receipt (Awb 2:17(1)): issued with the submission, in the same transaction."""

    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="receipt")
    access_key = models.CharField(max_length=43, unique=True)
    issued_at = models.DateTimeField()
    event_id = models.BigIntegerField(help_text="evidence.Event of submission.received")
    promise = models.JSONField(help_text="the signed promise that the event will be in the log")
    exception = models.CharField(
        max_length=1, blank=True, help_text="why no confirmation was sent: 2:17(1) a or b; empty: it was"
    )
    consequences = models.JSONField(help_text="term, next steps and texts as they were shown")
    letter_due = models.BooleanField(
        default=False, db_default=False, help_text="must go on paper: 6:14 or 9:6 without address"
    )
    letter_sent_at = models.DateTimeField(null=True)
    unlock_failures = models.PositiveSmallIntegerField(default=0)
    unlock_blocked_until = models.DateTimeField(null=True)


class Registration(Scoped):
    """A message that came by desk, phone or post: who sent it, who typed it, on what basis. Never changed."""

    class Source(models.TextChoices):
        TOLD = "gesproken", "de afzender vertelde het"
        LETTER = "brief", "een brief"
        PAPER_FORM = "papieren formulier", "een formulier op papier"

    class Bringer(models.TextChoices):
        SENDER = "zelf", "de afzender zelf"
        MANDATE = "gemachtigde", "een gemachtigde (Awb 2:1)"
        LEGAL = "vertegenwoordiger", "een wettelijk vertegenwoordiger"
        MESSENGER = "bode", "iemand die het alleen bracht"

    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="registration")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=20, choices=Source.choices)
    sender = models.CharField(max_length=200, blank=True, help_text="whose message it is; empty: not known")
    bringer = models.CharField(max_length=20, choices=Bringer.choices)
    brought_by = models.CharField(max_length=200, blank=True, help_text="their name; empty: the sender")
    basis = models.CharField(max_length=300, blank=True, help_text="what shows that they act for the sender")
    dated_on = models.DateField(null=True, help_text="the date on the letter")
    posted_on = models.DateField(null=True, help_text="of the postmark (Awb 6:9(2)); null: not readable")
    agreed = models.BooleanField(
        null=True, help_text="the sender heard or read what was typed, and agreed; null: was not there"
    )
    missing = models.JSONField(default=list, help_text="the questions that what came in does not answer")
    registered_at = models.DateTimeField(help_text="when it was typed; received_at says when it came")


class Referral(Scoped):
    """What was done with a message that came the wrong way, or to the wrong body (Awb 2:3, 2:15, 2:16, 6:15).

    Its message tells the sender; `carried` takes the message itself to the other body, or back. What it does
    to a term happens when the message that tells it has left, never before.
    """

    class Way(models.TextChoices):
        AS_IS = "behandelen", "behandelen zoals het is"
        POINTED = "wijzen", "wijzen op de juiste weg"
        INSIDE = "doorleiden", "binnen de gemeente doorgeven"
        OUTSIDE = "doorzenden", "doorsturen naar een ander bestuursorgaan"
        RETURNED = "terugzenden", "terugsturen"
        REFUSED = "weigeren", "weigeren"

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="referrals")
    way = models.CharField(max_length=20, choices=Way.choices)
    facts = models.JSONField(help_text="the employee's answers to the questions of the law")
    why = models.JSONField(help_text="what the law says of these facts, with its articles and doubts")
    reason = models.TextField(blank=True, help_text="in the words of who did it, as the sender reads them")
    to_body = models.CharField(max_length=200, blank=True, help_text="the other body")
    to_address = models.CharField(max_length=254, blank=True, help_text="its e-mail address; empty: by post")
    to_lines = models.JSONField(default=list, help_text="its postal address")
    to_team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    message = models.OneToOneField("post.Message", on_delete=models.PROTECT, null=True, related_name="+")
    carried = models.OneToOneField("post.Message", on_delete=models.PROTECT, null=True, related_name="+")
    effect = models.JSONField(default=dict, help_text="what it did to the terms, as it was shown beforehand")
    told_on = models.DateField(null=True, help_text="the day on which the message to the sender left")
    carried_on = models.DateField(null=True, help_text="the day on which the message itself left")
    by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()


class StatusCode(Scoped):
    """A code by which who holds a reference sees how far it is, without logging in; it works a short time."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="status_codes")
    code_hash = models.BinaryField(max_length=40, help_text="id of the key, and hash of reference and code")
    way = models.CharField(max_length=10, help_text="e-mail or brief")
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    failures = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["submission", "-made_at"], name="intake_status_code")]


class MailState(models.TextChoices):
    """What became of an e-mail that came in."""

    STORED = "stored", "wacht op behandeling"
    HANDLED = "handled", "behandeld"
    APART = "apart", "niet als bericht behandeld"
    REFUSED = "refused", "niet aangenomen"


class RawMail(Scoped):
    """An e-mail as it came in: its bytes are kept before anything else, once. Only its end changes."""

    storage_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, help_text="of the bytes as they came")
    content_sha256 = models.CharField(max_length=64, help_text="the same however the message came here")
    message_id = models.CharField(max_length=400, blank=True)
    size = models.PositiveBigIntegerField()
    mailbox = models.CharField(max_length=254, help_text="the address at which it came in")
    mark = models.CharField(
        max_length=40,
        blank=True,
        default="",
        db_default="",
        help_text="in the return address at which it came in (post.verp); empty: at another",
    )
    envelope_from = models.CharField(
        max_length=254, null=True, help_text="empty: nobody may answer; null: the envelope is not known"
    )
    sender = models.CharField(max_length=254, blank=True, help_text="where an answer would go")
    subject_line = models.CharField(max_length=200, blank=True)
    received_at = models.DateTimeField(help_text="when it reached a system of the organisation (Awb 2:20)")
    state = models.CharField(max_length=10, choices=MailState.choices, default=MailState.STORED)
    kind = models.CharField(max_length=10, blank=True, help_text="a mailread.kinds.Kind")
    reasons = models.JSONField(default=list, help_text="why it was sorted so, in plain Dutch")
    authentication = models.JSONField(null=True, help_text="SPF, DKIM and DMARC as our own server found them")
    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, null=True, related_name="mail")
    error = models.CharField(
        max_length=200, blank=True, help_text="why handling it failed; it is tried again"
    )
    handled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "message_id", "content_sha256"], name="intake_mail_once"
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "-received_at"], name="intake_mail_state"),
            models.Index(fields=["organisation", "sender", "-received_at"], name="intake_mail_sender"),
            models.Index(fields=["storage_name"], name="intake_mail_stored"),
        ]
