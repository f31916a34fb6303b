"""Tables of zaken: the zaak, its terms and its notes."""

from datetime import date
from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Case, Value, When

from openloket.tenancy.models import Employee, Team
from openloket.tenancy.scoped import Scoped


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
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.RECEIVED)
    assignee = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField()
    last_day = models.DateField(null=True, help_text="of the decision term, for the order of the inbox")
    closed_at = models.DateTimeField(null=True)
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
        ]


class Term(Scoped):
    """A term of the law (or of the service) that runs on a zaak, with its why."""

    class Kind(models.TextChoices):
        DECISION = "decision", "beslistermijn"
        SERVICE_NORM = "service_norm", "streeftermijn"
        TO_DECIDE = "to_decide", "door een mens te bepalen"

    zaak = models.ForeignKey(Zaak, on_delete=models.PROTECT, related_name="terms")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    article = models.CharField(max_length=60)
    begins_on = models.DateField()
    raw_end = models.DateField(null=True)
    last_day = models.DateField(null=True)
    why = models.JSONField()


class Note(Scoped):
    """What an employee wrote down about a zaak; never changed."""

    zaak = models.ForeignKey(Zaak, on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()
