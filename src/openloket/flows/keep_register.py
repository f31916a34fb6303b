"""A line of the register of channels begins or ends (Awb 2:13(2), 2:14); none is ever rewritten."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from openloket.evidence.log import Fact, describe, record
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.kanalen import Berichtsoort
from openloket.offer.models import Channel, Service
from openloket.tenancy import scope
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may

_KINDS = frozenset(kind.value for kind in Berichtsoort)


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line as somebody filled it in; `message_type` "" is every kind without a line of its own."""

    service: str
    kind: str
    message_type: str
    address: str
    text: str
    designated: bool
    every_product: bool
    login_level: str
    requirements: tuple[str, ...]
    legal_exception: str
    joint_body: str
    because: str
    valid_from: date


class UnableToKeep(Exception):
    """The line can't be kept: `problems` tells by field what to mend."""

    def __init__(self, **problems: str) -> None:
        super().__init__("; ".join(problems.values()))
        self.problems = problems


def add_line(employee: Employee, line: NewLine, now: datetime) -> int:
    """Insert a line; gives its id. Raises UnableToKeep."""
    if not may(employee, Right.DESIGNATE):
        raise UnableToKeep(line="U mag het register niet veranderen.")
    service = Service.objects.filter(slug=line.service).first()
    problems = _problems(line, service)
    if problems or service is None:
        raise UnableToKeep(**problems)
    last = service.channels.aggregate(last=Max("position"))["last"] or 0
    try:
        with transaction.atomic():
            row = Channel.create(
                service=service,
                kind=line.kind,
                message_type=line.message_type,
                every_product=line.every_product,
                text=line.text.strip(),
                address=line.address.strip(),
                designated=line.designated,
                login_level=line.login_level,
                requirements=[one for one in line.requirements if one.strip()],
                legal_exception=line.legal_exception.strip(),
                joint_body=line.joint_body.strip(),
                because=line.because.strip(),
                position=last + 1,
                valid_from=line.valid_from,
            )
            _tell(employee, row, "channel.begun", now, on=line.valid_from.isoformat())
    except IntegrityError as refusal:
        raise UnableToKeep(
            message_type="Voor dit type bericht is op die dag al een digitaal kanaal aangewezen. "
            "Laat dat kanaal eerst eindigen."
        ) from refusal
    return row.pk


def end_line(employee: Employee, line_id: int, ends_on: date, now: datetime) -> None:
    """The line no longer holds from `ends_on` on; past days stay as they were. Raises UnableToKeep."""
    if not may(employee, Right.DESIGNATE):
        raise UnableToKeep(line="U mag het register niet veranderen.")
    if ends_on < dag_in_amsterdam(now):
        raise UnableToKeep(valid_to="Kies vandaag of een latere dag: wat gold, verandert niet meer.")
    with transaction.atomic():
        running = Channel.objects.filter(pk=line_id, valid_to=None, valid_from__lt=ends_on)
        if not running.update(valid_to=ends_on):
            raise UnableToKeep(valid_to="Deze regel is al geëindigd, of begint pas later.")
        _tell(employee, Channel.objects.get(pk=line_id), "channel.ended", now, on=ends_on.isoformat())


def _problems(line: NewLine, service: Service | None) -> dict[str, str]:
    problems = {}
    if service is None:
        problems["service"] = "Kies een onderwerp."
    if line.kind not in Channel.Kind.values:
        problems["kind"] = "Kies een kanaal."
    if line.message_type and line.message_type not in _KINDS:
        problems["message_type"] = "Kies een type bericht."
    if line.login_level not in Channel.Login.values:
        problems["login_level"] = "Kies hoe iemand inlogt."
    return problems | _about_the_kind(line)


def _about_the_kind(line: NewLine) -> dict[str, str]:
    if line.kind == Channel.Kind.NOT_OFFERED:
        reason = {} if line.because.strip() else {"because": "Schrijf waarom dit hier niet kan."}
        return reason | ({"designated": "Wat niet kan, is niet aan te wijzen."} if line.designated else {})
    elsewhere = line.kind in (Channel.Kind.EMAIL, Channel.Kind.EXTERNAL, Channel.Kind.MESSAGE_BOX)
    if elsewhere and not line.address.strip():
        return {"address": "Vul het adres in: een e-mailadres of een webadres."}
    if line.kind == Channel.Kind.EMAIL and "@" not in line.address:
        return {"address": "Vul een e-mailadres in, bijvoorbeeld post@gemeente.nl."}
    return {}


def _tell(employee: Employee, row: Channel, kind: str, now: datetime, **details: str) -> None:
    actor = f"employee:{employee.pk}"
    body = describe(kind, now, actor, channel=row.kind, message_type=row.message_type, **details)
    record(scope.current(), now, actor, [Fact(kind, "channel", row.pk, body)])
