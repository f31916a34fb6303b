"""Tables of the monitor: the country, the rounds, and what was seen of each municipality; nobody's own."""

from django.db import models
from django.db.models import F, Q

from openloket.monitor.scoring.channels import AUDIENCE_LABELS, BASIS_LABELS, LABELS
from openloket.monitor.scoring.ladder import LADDER
from openloket.monitor.trail import Trail

_AUDIENCES = [(one.value, label) for one, label in AUDIENCE_LABELS.items()]
_BASES = [(one.value, label) for one, label in BASIS_LABELS.items()]
_CHANNELS = [(one.value, label) for one, label in LABELS.items()]
_STEPS = [(step.value, meaning.name) for step, meaning in LADDER.items()]


class Municipality(models.Model):
    """A municipality, also one that ended; its code is that of CBS (GM0014)."""

    code = models.CharField(max_length=6, primary_key=True)
    name = models.CharField(max_length=80)
    slug = models.SlugField(max_length=80, unique=True)
    province = models.CharField(max_length=40)
    inhabitants = models.PositiveIntegerField(null=True, help_text="on 1 January 2026; not of who ended")
    began_on = models.DateField(null=True)
    ended_on = models.DateField(null=True, help_text="the first day without it")
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="predecessors")
    neighbours = models.JSONField(default=list, help_text="codes of the municipalities next to it")


class Product(models.Model):
    """A product of the UPL, by its term there."""

    term = models.CharField(max_length=120, unique=True)
    name = models.CharField(max_length=200)


class ProductSet(models.Model):
    """The products that a round looks at."""

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    source = models.TextField()


class SetProduct(models.Model):
    """One product for one audience in a set, in the order of the set."""

    product_set = models.ForeignKey(ProductSet, on_delete=models.CASCADE, related_name="members")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=12, choices=_AUDIENCES)
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product_set", "product", "audience"], name="monitor_set_once")
        ]


class Round(models.Model):
    """One measurement of the country over a period; shown to the public from its publication on."""

    key = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    product_set = models.ForeignKey(ProductSet, on_delete=models.PROTECT, related_name="rounds")
    begins_on = models.DateField()
    ends_on = models.DateField()
    note = models.TextField(blank=True, help_text="what a reader must know, such as that it is made up")
    made_up = models.BooleanField(
        default=False, help_text="nothing was measured: an example with invented figures"
    )
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("begins_on")), name="monitor_round_period")
        ]


class ImportedFile(models.Model):
    """A file that was read into a round: what it was, and what became of its lines."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    counts = models.JSONField(default=dict)


class Evidenced(models.Model):
    """What was seen of a municipality in a round, with the proof. A correction is a row that replaces
    another: rows are never changed, so that what was published stays to be read, and why it changed."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+", db_index=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    address = models.TextField(blank=True, help_text="the page that was looked at")
    seen_at = models.DateTimeField(help_text="when it was so")
    page_hash = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the page")
    excerpt = models.TextField(blank=True, help_text="the words that it rests on; without personal data")
    seen_by = models.CharField(max_length=120, help_text="which organisation or program looked")
    reason = models.TextField(help_text="why it was judged so, as the public reads it")
    recorded_at = models.DateTimeField()
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="replaced_by", help_text="what it corrects"
    )
    correction = models.TextField(blank=True, help_text="why the earlier one did not hold")

    objects = Trail.as_manager()

    class Meta:
        abstract = True


class Observation(Evidenced):
    """The furthest digital way for one product, audience and basis; the current one is not replaced."""

    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=12, choices=_AUDIENCES)
    basis = models.CharField(max_length=12, choices=_BASES)
    channel = models.CharField(max_length=20, choices=_CHANNELS)
    step = models.PositiveSmallIntegerField(null=True, choices=_STEPS)
    told = models.CharField(max_length=20, blank=True, help_text="the source's own word, such as digid")
    supplier = models.CharField(max_length=60, blank=True, help_text="key of who delivers the form, if seen")
    confidence = models.DecimalField(max_digits=3, decimal_places=2, help_text="0 to 1")
    file = models.ForeignKey(
        ImportedFile, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        indexes = [models.Index(fields=["round", "basis", "product"], name="monitor_observation_round")]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "municipality", "product", "audience", "basis"],
                condition=Q(replaces__isnull=True),
                name="monitor_observation_first",
            ),
            models.CheckConstraint(
                condition=Q(confidence__gte=0) & Q(confidence__lte=1), name="monitor_confidence"
            ),
        ]


class SupportFound(Evidenced):
    """Whether information about help (Awb 2:1) could be found on the site of a municipality."""

    found = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "municipality"],
                condition=Q(replaces__isnull=True),
                name="monitor_support_first",
            )
        ]


class AccessibilityStatement(Evidenced):
    """The status of the accessibility statement of a municipality's site, A to E, or that it has none."""

    status = models.CharField(
        max_length=4,
        choices=[
            ("A", "voldoet volledig"),
            ("B", "voldoet gedeeltelijk"),
            ("C", "eerste maatregelen genomen"),
            ("D", "voldoet niet"),
            ("E", "onderzoek loopt"),
            ("none", "geen verklaring gevonden"),
        ],
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "municipality"],
                condition=Q(replaces__isnull=True),
                name="monitor_statement_first",
            )
        ]


class Satisfaction(Evidenced):
    """What users think of the digital services of a municipality, as somebody published it."""

    score = models.DecimalField(max_digits=4, decimal_places=2, help_text="0 to 10")
    answers = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "municipality"],
                condition=Q(replaces__isnull=True),
                name="monitor_satisfaction_first",
            ),
            models.CheckConstraint(condition=Q(score__gte=0) & Q(score__lte=10), name="monitor_score_range"),
        ]


class DesignationFound(models.Model):
    """A publication of a designation decision (Awb 2:13(2)); one decision may be published several times."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(
        max_length=20, choices=[("gemeenteblad", "gemeenteblad"), ("regelingen", "regelingenbank")]
    )
    identifier = models.CharField(max_length=120, help_text="its number there, such as gmb-2026-1234")
    title = models.TextField()
    address = models.TextField()
    published_on = models.DateField()
    in_force_on = models.DateField(null=True)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "identifier"], name="monitor_designation_once")
        ]


class ReceiptTest(models.Model):
    """A test question to a municipality, and how long its confirmation took: the answer is noted once."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+", db_index=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=20, choices=[("email", "e-mail"), ("web_form", "online formulier")])
    code = models.CharField(max_length=20, unique=True, help_text="stands in the question and in the answer")
    address = models.TextField(help_text="the mailbox or form it went to")
    question = models.TextField()
    sent_at = models.DateTimeField()
    seen_by = models.CharField(max_length=120)
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True, help_text="the words that confirm it; without personal data")
    noted_at = models.DateTimeField(null=True, help_text="when its confirmation was written down here")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "municipality", "way"], name="monitor_receipt_once")
        ]


class RightOfReply(models.Model):
    """What a municipality could say of its figures before they were published."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="replies", db_index=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    sent_to = models.TextField(help_text="a general address of the municipality, nobody's own")
    until = models.DateField(help_text="the last day to answer")
    key = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the key in the link to answer")
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True)
    outcome = models.CharField(
        max_length=12,
        default="open",
        choices=[
            ("open", "nog open"),
            ("silent", "geen antwoord gekregen"),
            ("agreed", "de gemeente is het eens"),
            ("corrected", "verbeterd na het antwoord"),
            ("upheld", "niet verbeterd; met reden"),
        ],
    )
    settled_at = models.DateTimeField(null=True)
    settlement = models.TextField(blank=True, help_text="why, as the public reads it")
    settled_by = models.CharField(
        max_length=120, blank=True, help_text="which organisation judged it; no name of a person"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "municipality"], name="monitor_reply_once")]


class CatalogueCount(models.Model):
    """How many products a municipality tells of in Samenwerkende Catalogi, in one imported file."""

    file = models.ForeignKey(ImportedFile, on_delete=models.PROTECT, related_name="counted")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    products = models.PositiveIntegerField()
    named = models.PositiveIntegerField(help_text="with a real uniforme productnaam")
    online = models.PositiveIntegerField()
    online_login = models.PositiveIntegerField()
    not_online = models.PositiveIntegerField()
    with_address = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "municipality"], name="monitor_counted_once")]


class Installation(models.Model):
    """An OpenLoket that may report what it offers; its token is kept as a hash."""

    name = models.CharField(max_length=120, unique=True)
    token_hash = models.CharField(max_length=64, unique=True)
    municipalities = models.JSONField(help_text="the codes for which it may speak")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)


class Scoring(models.Model):
    """One computation of the figures of a round; a later one takes its place, and this one stays."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="scorings")
    at = models.DateTimeField()
    observations = models.PositiveIntegerField()
    definitions = models.CharField(max_length=20, help_text="version of docs/monitor/definitions.md")


class Tally(models.Model):
    """What was counted for a part of the country, so that a page reads few rows however many rounds it has.

    `kind` is nation, province, size, municipality, product or supplier; `subject` which one of them.
    """

    scoring = models.ForeignKey(Scoring, on_delete=models.PROTECT, related_name="tallies", db_index=False)
    kind = models.CharField(max_length=12)
    subject = models.CharField(max_length=120, blank=True)
    basis = models.CharField(max_length=12, choices=_BASES)
    audience = models.CharField(max_length=12, blank=True, help_text="empty: all")
    municipalities = models.PositiveIntegerField()
    complete = models.PositiveIntegerField(help_text="municipalities with a digital way for every product")
    expected = models.PositiveIntegerField(help_text="products times municipalities")
    web_form = models.PositiveIntegerField()
    web_form_login = models.PositiveIntegerField()
    portal = models.PositiveIntegerField()
    email = models.PositiveIntegerField()
    print = models.PositiveIntegerField()
    desk = models.PositiveIntegerField()
    not_offered = models.PositiveIntegerField()
    unknown = models.PositiveIntegerField()
    steps = models.PositiveIntegerField(help_text="sum of the steps of the ladder")
    stepped = models.PositiveIntegerField(help_text="how many have a step")
    oldest = models.DateField(null=True)
    newest = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "subject", "basis"], name="monitor_tally_subject")]
        constraints = [
            models.UniqueConstraint(
                fields=["scoring", "kind", "subject", "basis", "audience"], name="monitor_tally_once"
            )
        ]


class WatchedPage(models.Model):
    """Where one product of one municipality is told of, and what the last visits there found.

    `channel` is what counts by now; a drop waits in `lower` until another day confirms it.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    audience = models.CharField(max_length=12, choices=_AUDIENCES)
    address = models.TextField()
    visited_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True, help_text="when it was last read whole, with what it leads to")
    failures = models.PositiveSmallIntegerField(default=0, help_text="days in a row that nothing was got")
    etag = models.CharField(max_length=200, blank=True)
    modified = models.CharField(max_length=100, blank=True)
    page_hash = models.CharField(max_length=64, blank=True)
    channel = models.CharField(max_length=20, choices=_CHANNELS, blank=True)
    confidence = models.DecimalField(max_digits=3, decimal_places=2, null=True)
    reason = models.TextField(blank=True, help_text="why, as the public reads it; without personal data")
    supplier = models.CharField(max_length=60, blank=True)
    lower = models.CharField(max_length=20, choices=_CHANNELS, blank=True)
    lower_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "product", "audience"], name="monitor_watched_once"
            )
        ]


class Undecided(models.Model):
    """What the page checker could not decide alone: a person looks, once, and says why."""

    page = models.ForeignKey(WatchedPage, on_delete=models.CASCADE, related_name="undecided")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    seen_at = models.DateTimeField(help_text="when the page was so")
    page_hash = models.CharField(max_length=64, blank=True)
    channel = models.CharField(max_length=20, choices=_CHANNELS, help_text="what the checker would say")
    confidence = models.DecimalField(max_digits=3, decimal_places=2)
    reason = models.TextField(help_text="what the checker read; without personal data")
    settled_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=20, choices=_CHANNELS, blank=True)
    settled_by = models.CharField(max_length=120, blank=True, help_text="which organisation or role looked")
    because = models.TextField(blank=True, help_text="why, as the public reads it")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["page", "round"], condition=Q(settled_at=None), name="monitor_undecided_once"
            )
        ]
