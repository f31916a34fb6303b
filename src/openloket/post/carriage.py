"""Tables about carriers: with which one an organisation sends, and how each of them does."""

from django.db import models

from openloket.tenancy.scoped import Scoped


class CarrierAccount(Scoped):
    """With which carrier an organisation sends by one way; without a row the installation's own."""

    way = models.CharField(max_length=10, help_text="a Way: email, sms, letter, …")
    carrier = models.CharField(
        max_length=20, blank=True, help_text="a key of settings.CARRIERS; empty: the installation's own"
    )
    settings = models.JSONField(default=dict, help_text="names and values that are no secret: host, port, …")
    secret = models.BinaryField(blank=True, default=b"", help_text="sealed (tenancy.sealing); empty: none")
    per_minute = models.PositiveIntegerField(
        null=True, help_text="how many may leave in a minute; null: no limit"
    )
    canary = models.BooleanField(default=False, help_text="each hour a message to ourselves, seen back")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "way"], name="post_carrieraccount_once")
        ]


class CarrierState(Scoped):
    """How one way of an organisation does; kept here so that all workers know it. See post/circuit.py."""

    way = models.CharField(max_length=10)
    failures = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="different messages in a row"
    )
    failed_id = models.BigIntegerField(null=True, help_text="the message that failed last")
    failing_since = models.DateTimeField(null=True)
    answer = models.CharField(
        max_length=200, blank=True, default="", db_default="", help_text="why, without addresses"
    )
    open_until = models.DateTimeField(null=True, help_text="nothing is offered before; null: all goes well")
    opened = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="how often in a row; the waits grow"
    )
    probed_at = models.DateTimeField(null=True, help_text="one message tries whether it goes again")
    busy_until = models.DateTimeField(null=True, help_text="when all that may leave a minute has left")
    held_until = models.DateTimeField(null=True, help_text="the place in line of the last one that waits")
    tried_at = models.DateTimeField(null=True, help_text="the hourly try: last begun")
    tried_answer = models.CharField(max_length=200, blank=True, default="", db_default="")
    tried_well = models.BooleanField(null=True)
    failed_tries = models.PositiveIntegerField(
        default=0, db_default=0, help_text="tries in a row that failed"
    )
    canary_key = models.CharField(
        max_length=40, blank=True, default="", db_default="", help_text="only the last one counts"
    )
    canary_sent_at = models.DateTimeField(null=True)
    canary_seen_at = models.DateTimeField(null=True)
    canaries_lost = models.PositiveIntegerField(default=0, db_default=0, help_text="in a row before this one")
    silent_since = models.DateTimeField(null=True, help_text="nothing leaves where much should")
    told_at = models.DateTimeField(null=True, help_text="those who look after it were told of the trouble")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "way"], name="post_carrierstate_once")]
