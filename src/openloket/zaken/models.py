"""Tables of zaken: the zaak, what came in about it, its terms with their events, its decisions and notes."""

from datetime import date
from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Case, Value, When

from openloket.people.models import Person
from openloket.tenancy.models import Employee, Team
from openloket.tenancy.scoped import Scoped
from openloket.zaken.entitlement import Entitlement as Entitlement
from openloket.zaken.kept_case_file import KeptCaseFile as KeptCaseFile  # their tables are part of this app


class Status(models.TextChoices):
    """Where a zaak is."""

    RECEIVED = "received", "ontvangen"
    IN_PROGRESS = "in_progress", "in behandeling"
    WAITING = "waiting", "wacht op aanvulling"
    DECIDED = "decided", "besloten"
    CLOSED = "closed", "afgesloten"


OPEN = (Status.RECEIVED, Status.IN_PROGRESS, Status.WAITING)


class SearchText(models.Func):
    """Words to search by, with the organisation as a word of its own so that one index serves the scope."""

    arity = 4

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        words, params = [], []
        for source in self.get_source_expressions():
            sql, part = compiler.compile(source)
            words.append(sql)
            params += part
        text = " || ' ' || ".join(words[:3])
        organisation = f"to_tsvector('simple'::regconfig, 'org' || ({words[3]})::text)"
        return f"to_tsvector('dutch'::regconfig, {text}) || {organisation}", params


def due_day() -> Case:
    """The last day of the decision term; a zaak without one comes after all others.

    Not COALESCE: PostgreSQL takes that for leaky, and then row-level security keeps it from using the index.
    """
    never = Value(date.max, output_field=models.DateField())
    return Case(When(last_day=None, then=never), default="last_day", output_field=models.DateField())


class Zaak(Scoped):
    """A matter that the organisation handles, begun by one submission."""

    reference = models.CharField(max_length=20, unique=True)
    submission = models.OneToOneField("intake.Submission", on_delete=models.PROTECT, related_name="zaak")
    service = models.ForeignKey("offer.Service", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    sender = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", help_text="whose it is, when known"
    )
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.RECEIVED)
    assignee = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(
        max_length=20, default="aanvraag", db_default="aanvraag", help_text="Berichtsoort that began it"
    )
    about = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", help_text="the zaak objected to"
    )
    advice = models.BooleanField(
        default=False, db_default=False, help_text="a committee or person advises (Awb 7:13, 9:13)"
    )
    received_at = models.DateTimeField()
    last_day = models.DateField(null=True, help_text="of the decision term, for the order of the inbox")
    closed_at = models.DateTimeField(null=True)
    news_at = models.DateTimeField(
        null=True, help_text="a later message came in, which who handles it did not see yet"
    )
    withdrawn_on = models.DateField(null=True, help_text="the sender withdrew it, and an employee noted that")
    search = models.GeneratedField(
        expression=SearchText("reference", "title", "sender", "organisation_id"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "-received_at", "-id"], name="zaken_newest"),
            models.Index(
                fields=["organisation", "-received_at", "-id"],
                name="zaken_open",
                condition=models.Q(status__in=OPEN),
            ),
            models.Index(
                "organisation", due_day(), "id", name="zaken_due", condition=models.Q(status__in=OPEN)
            ),
            models.Index(fields=["organisation", "assignee", "-received_at", "-id"], name="zaken_mine"),
            GinIndex(fields=["search"], name="zaken_search"),
            models.Index(
                fields=["organisation", "person", "-received_at"],
                name="zaken_person",
                condition=~models.Q(person=None),
            ),
            models.Index(fields=["organisation", "kind", "-received_at"], name="zaken_kind"),
            models.Index(
                fields=["organisation", "-received_at", "-id"],
                name="zaken_news",
                condition=~models.Q(news_at=None),
            ),
            models.Index(fields=["about"], name="zaken_about", condition=~models.Q(about=None)),
        ]


class Term(Scoped):
    """A term of the law (or of the service) that runs on a zaak: as it began, and as it stands now.

    `origin` never changes; the other days and `why` follow from it and from the events (see zaken.course).
    """

    class Kind(models.TextChoices):
        DECISION = "decision", "beslistermijn"
        SERVICE_NORM = "service_norm", "streeftermijn"
        TO_DECIDE = "to_decide", "door een mens te bepalen"
        SUPPLEMENT = "supplement", "termijn om aan te vullen"
        NOT_HANDLE = "not_handle", "termijn om niet te behandelen"
        OBJECTION = "objection", "bezwaartermijn"
        PENALTY = "penalty", "dwangsom"

    zaak = models.ForeignKey(Zaak, on_delete=models.PROTECT, related_name="terms")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    article = models.CharField(max_length=60)
    begins_on = models.DateField()
    raw_end = models.DateField(null=True)
    last_day = models.DateField(null=True)
    why = models.JSONField(help_text="law.termijnen.Termijn or law.termijnverloop.Verloop as it stands now")
    origin = models.JSONField(null=True, help_text="law.termijnen.Termijn as it began")
    still_from = models.DateField(null=True, help_text="first day of the suspension that was begun last")
    still_until = models.DateField(null=True, help_text="last day of that suspension; null: not known yet")
    ended_on = models.DateField(null=True, help_text="it was met, withdrawn or overtaken; null: it runs")
    forgiven_until = models.DateTimeField(
        null=True, help_text="lateness is forgiven at least until then, after an outage (Awb 2:21(3))"
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "kind", "last_day"],
                name="zaken_term_running",
                condition=models.Q(ended_on=None),
            ),
            models.Index(
                fields=["organisation", "still_from"],
                name="zaken_term_still",
                condition=models.Q(ended_on=None, still_until=None) & ~models.Q(still_from=None),
            ),
            models.Index(
                fields=["organisation", "still_until"],
                name="zaken_term_still_until",
                condition=models.Q(ended_on=None) & ~models.Q(still_until=None),
            ),
        ]


#: Terms within which the sender must act; an outage forgives lateness in these (Awb 2:21).
OF_THE_SENDER = (Term.Kind.SUPPLEMENT, Term.Kind.OBJECTION)


class TermEvent(Scoped):
    """Something that happened to a term; never changed. `ground` names the article (law.gebeurtenissen)."""

    class Kind(models.TextChoices):
        SUSPENDED = "suspended", "opgeschort"
        RESUMED = "resumed", "hervat"
        EXTENDED = "extended", "verlengd"

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    ground = models.CharField(max_length=12)
    on = models.DateField(help_text="day of the invitation, the notice, the supplement or the announcement")
    until = models.DateField(null=True, help_text="of a suspension: the last day that was set")
    length = models.PositiveSmallIntegerField(null=True, help_text="of an extension, in units")
    unit = models.CharField(max_length=10, blank=True, help_text="a law.kalender.Eenheid")
    mark = models.CharField(max_length=26, blank=True, help_text="tells suspensions on one ground apart")
    reason = models.TextField(blank=True, help_text="in the words of who did it")
    at = models.DateTimeField()
    by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            # Also the way to count how far an extension has come; `mark` names the outage.
            models.UniqueConstraint(
                fields=["mark", "term"], condition=models.Q(ground="2:21-1"), name="zaken_extended_once"
            )
        ]


class PendingEvent(Scoped):
    """What happens to a term once the message that tells it has left (Awb 4:14, 4:15(1)(b), 7:10, 9:11)."""

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="pending")
    message = models.OneToOneField("post.Message", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=TermEvent.Kind.choices)
    ground = models.CharField(max_length=12)
    length = models.PositiveSmallIntegerField(null=True, help_text="of an extension, in units")
    unit = models.CharField(max_length=10, blank=True, help_text="a law.kalender.Eenheid")
    mark = models.CharField(max_length=26, blank=True)
    reason = models.TextField(help_text="in the words of who did it")
    at = models.DateTimeField()
    by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    sent_on = models.DateField(null=True, help_text="it happened on this day; null: it waits")

    class Meta:
        indexes = [
            models.Index(fields=["term"], name="zaken_pending_open", condition=models.Q(sent_on=None)),
        ]


class Filing(Scoped):
    """A later message in a zaak: a supplement, a notice of default, a view. Never changed."""

    zaak = models.ForeignKey(Zaak, on_delete=models.PROTECT, related_name="filings")
    submission = models.OneToOneField("intake.Submission", on_delete=models.PROTECT, related_name="filing")
    kind = models.CharField(max_length=20, help_text="a law.kanalen.Berichtsoort")
    at = models.DateTimeField()


class SupplementRequest(Scoped):
    """The body asked for what is missing (Awb 4:5, 6:6), before a day that it set."""

    zaak = models.ForeignKey(Zaak, on_delete=models.PROTECT, related_name="requests")
    mark = models.CharField(max_length=26, unique=True, help_text="of the suspension that it causes")
    asked = models.TextField(help_text="what is missing, as the person reads it")
    last_day = models.DateField()
    asked_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    message = models.ForeignKey("post.Message", on_delete=models.PROTECT, related_name="+")
    sent_on = models.DateField(null=True, help_text="the term stands still from the day after")
    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "last_day"], name="zaken_request_open",
                         condition=models.Q(answered_on=None)),
        ]  # fmt: skip


class Besluit(Scoped):
    """A decision on a zaak, in its exact words; afterwards it is made known, or withdrawn before that."""

    class Outcome(models.TextChoices):
        GRANTED = "granted", "toegewezen"
        PARTLY = "partly", "deels toegewezen"
        REFUSED = "refused", "afgewezen"
        NOT_HANDLED = "not_handled", "niet behandeld"
        WELL_FOUNDED = "well_founded", "gegrond"
        PARTLY_FOUNDED = "partly_founded", "deels gegrond"
        UNFOUNDED = "unfounded", "ongegrond"
        INADMISSIBLE = "inadmissible", "niet-ontvankelijk"
        PENALTY_FIXED = "penalty_fixed", "dwangsom vastgesteld"

    zaak = models.ForeignKey(Zaak, on_delete=models.PROTECT, related_name="decisions")
    template = models.CharField(max_length=40, help_text="key and version of the template")
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    subject_line = models.CharField(max_length=200)
    content = models.JSONField(
        help_text="the parts of the decision as they were filled in, and the 3:45 clause"
    )
    sha256 = models.CharField(max_length=64, help_text="over the canonical content")
    access_key = models.CharField(max_length=43, unique=True)
    decided_on = models.DateField()
    decided_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    message = models.ForeignKey("post.Message", on_delete=models.PROTECT, null=True, related_name="+")
    made_known_on = models.DateField(
        null=True, help_text="Awb 3:41; the objection term runs from the day after"
    )
    made_known_how = models.CharField(max_length=20, blank=True, help_text="a law.bekendmaking wijze")
    made_known_why = models.JSONField(null=True)
    withdrawn_at = models.DateTimeField(null=True, help_text="before it was made known: it never worked")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(made_known_on=None) | models.Q(withdrawn_at=None),
                name="zaken_besluit_one_end",
            )
        ]


class Timeliness(Scoped):
    """Whether a message that was bound to a term came in time, with the why (Awb 6:9, 6:11, 2:21)."""

    class Verdict(models.TextChoices):
        IN_TIME = "op_tijd", "op tijd"
        TOO_EARLY = "te_vroeg", "te vroeg"
        FORGIVEN = "verschoond", "te laat, niet verwijtbaar"
        TO_DECIDE = "mens_beslist", "een medewerker beslist"
        LATE = "te_laat", "te laat"

    submission = models.OneToOneField(
        "intake.Submission", on_delete=models.PROTECT, related_name="timeliness"
    )
    zaak = models.ForeignKey(Zaak, on_delete=models.PROTECT, related_name="timeliness")
    last_day = models.DateField()
    forgiven_until = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=20, choices=Verdict.choices)
    why = models.JSONField()
    decided_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True, help_text="of the person who decided")


#: Late, and until somebody decided it may be excused (Awb 6:11, 2:21(3)).
TO_A_PERSON = (Timeliness.Verdict.TO_DECIDE, Timeliness.Verdict.LATE)


class NoticeOfDefault(Scoped):
    """Somebody wrote that the body is too late (Awb 4:17(3)); two weeks later the penalty begins."""

    zaak = models.ForeignKey(Zaak, on_delete=models.PROTECT, related_name="notices_of_default")
    submission = models.OneToOneField("intake.Submission", on_delete=models.PROTECT, related_name="default")
    received_on = models.DateField()
    exception = models.CharField(max_length=20, blank=True, help_text="a law.dwangsom.GeenDwangsom")
    judged_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)
    fixed_cents = models.PositiveIntegerField(null=True, help_text="the amount fixed by decision (Awb 4:18)")
    fixed_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["zaak"], name="zaken_default_once")]


class Complaint(Scoped):
    """The entry of a complaint in the register (Awb 9:12a); its words stay in the submission."""

    class Outcome(models.TextChoices):
        WELL_FOUNDED = "gegrond", "gegrond"
        PARTLY = "deels_gegrond", "deels gegrond"
        UNFOUNDED = "ongegrond", "ongegrond"
        NO_JUDGEMENT = "geen_oordeel", "geen oordeel"
        SATISFIED = "tevreden", "opgelost naar tevredenheid (9:5)"
        NOT_HANDLED = "niet_behandeld", "niet behandeld (9:8)"
        WITHDRAWN = "ingetrokken", "ingetrokken"

    zaak = models.OneToOneField(Zaak, on_delete=models.PROTECT, related_name="complaint")
    year = models.PositiveSmallIntegerField()
    topic = models.CharField(max_length=60)
    conduct_of = models.CharField(max_length=120, blank=True, help_text="department, never a person's name")
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    findings = models.TextField(blank=True)
    judgement = models.TextField(blank=True, default="", db_default="")
    conclusions = models.TextField(blank=True, default="", db_default="")
    ombudsman = models.CharField(max_length=200, blank=True, default="", db_default="")
    ombudsman_term = models.CharField(max_length=100, blank=True, default="", db_default="")
    steps = models.JSONField(
        default=list, db_default=[], help_text="what was done so far: fields of law.klacht.Klachtbehandeling"
    )
    handled_on = models.DateField(null=True)
    handled_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["organisation", "year"])]


class ComplaintPublication(Scoped):
    """The register of complaints of a year was published, without names (Awb 9:12a); never changed."""

    year = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year"], name="zaken_complaints_published_once")
        ]


class Note(Scoped):
    """What an employee wrote down about a zaak; never changed."""

    zaak = models.ForeignKey(Zaak, on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()
