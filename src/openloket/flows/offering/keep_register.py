"""A line of the register of channels begins or ends (Awb 2:13(2), 2:14); none is ever rewritten."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from django.db import IntegrityError, transaction
from django.db.models import Max

from openloket.evidence.log import Fact, describe, record
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.kanalen import NIET_DIGITAAL, Berichtsoort
from openloket.law.waarom import datum_in_woorden
from openloket.offer.models import Channel, Service, Supplier
from openloket.tenancy import scope
from openloket.tenancy.models import Employee
from openloket.tenancy.rights import Right, may

LONGEST = {"address": 1000, "legal_exception": 200, "joint_body": 120, "supplier": 120}
LONGEST_TEXT = 2000
_KINDS = frozenset(kind.value for kind in Berichtsoort)
_ON_THE_WEB = frozenset({Channel.Kind.EXTERNAL, Channel.Kind.PORTAL})
_BY_ADDRESS = frozenset({Channel.Kind.EMAIL, Channel.Kind.MESSAGE_BOX, *_ON_THE_WEB})


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line as somebody filled it in; `message_type` "" is every kind without a line of its own.

    `supplier` is the name of who delivers the channel; a name that is new makes a new supplier.
    """

    service: str
    kind: str
    message_type: str
    address: str
    text: str
    designated: bool
    every_product: bool
    valid_from: date
    login_level: str = ""
    requirements: tuple[str, ...] = ()
    legal_exception: str = ""
    joint_body: str = ""
    because: str = ""
    supplier: str = ""


class UnableToKeep(Exception):
    """The line can't be kept: `problems` tells by field what to mend."""

    def __init__(self, **problems: str) -> None:
        super().__init__("; ".join(problems.values()))
        self.problems = problems


def add_line(employee: Employee, line: NewLine, now: datetime) -> int:
    """Insert a line; gives its id. Raises UnableToKeep."""
    service = _checked(employee, line)
    try:
        with transaction.atomic():
            return _begin(employee, service, line, now)
    except IntegrityError as refusal:
        raise _two_answers() from refusal


def end_line(employee: Employee, line_id: int, ends_on: date, now: datetime) -> None:
    """The line no longer holds from `ends_on` on; past days stay as they were. Raises UnableToKeep."""
    _allowed(employee)
    with transaction.atomic():
        _end(employee, line_id, ends_on, now)


def replace_line(employee: Employee, line_id: int, line: NewLine, now: datetime) -> int:
    """End a line on the day on which another begins: both or neither. Gives the new id.

    No day is left without an answer, and none gets two (Awb 2:13(2)). Raises UnableToKeep.
    """
    service = _checked(employee, line)
    try:
        with transaction.atomic():
            _end(employee, line_id, line.valid_from, now, "valid_from")
            return _begin(employee, service, line, now)
    except IntegrityError as refusal:
        raise _two_answers() from refusal


def withdraw_line(employee: Employee, line_id: int, now: datetime) -> None:
    """Take back a line that has not begun: no day ever had it for an answer. Raises UnableToKeep."""
    _allowed(employee)
    with transaction.atomic():
        found = Channel.objects.select_for_update().filter(
            pk=line_id, valid_from__gt=dag_in_amsterdam(now), valid_to=None
        )
        row = found.first()
        if row is None:
            raise UnableToKeep(line="Deze regel is al begonnen. U kunt hem wel laten eindigen.")
        _tell(employee, row, "channel.withdrawn", now, on=row.valid_from.isoformat())
        found.delete()


def _allowed(employee: Employee) -> None:
    if not may(employee, Right.DESIGNATE):
        raise UnableToKeep(line="U mag het register niet veranderen.")


def _checked(employee: Employee, line: NewLine) -> Service:
    _allowed(employee)
    service: Service | None = Service.objects.filter(slug=line.service).first()
    problems = _problems(line, service)
    if problems or service is None:
        raise UnableToKeep(**problems)
    return service


def _two_answers() -> UnableToKeep:
    return UnableToKeep(
        message_type="Voor dit type bericht is op die dag al een digitaal kanaal aangewezen. "
        "Vervang dat kanaal, of laat het eerst eindigen."
    )


def _begin(employee: Employee, service: Service, line: NewLine, now: datetime) -> int:
    last = service.channels.aggregate(last=Max("position"))["last"] or 0
    row = Channel.create(
        service=service,
        kind=line.kind,
        message_type=line.message_type,
        every_product=line.every_product,
        text=line.text.strip(),
        address=line.address.strip(),
        designated=line.designated,
        login_level=line.login_level,
        requirements=[one.strip() for one in line.requirements if one.strip()],
        supplier=_supplier(line.supplier.strip()),
        legal_exception=line.legal_exception.strip(),
        joint_body=line.joint_body.strip(),
        because=line.because.strip(),
        position=last + 1,
        valid_from=line.valid_from,
    )
    _tell(employee, row, "channel.begun", now, on=line.valid_from.isoformat())
    return row.pk


def _supplier(name: str) -> Supplier | None:
    if not name:
        return None
    supplier: Supplier = Supplier.objects.get_or_create(name=name, organisation_id=scope.current())[0]
    return supplier


def _end(employee: Employee, line_id: int, ends_on: date, now: datetime, field: str = "valid_to") -> None:
    if ends_on < dag_in_amsterdam(now):
        raise UnableToKeep(**{field: "Kies vandaag of een latere dag: wat gold, verandert niet meer."})
    row = Channel.objects.filter(pk=line_id).first()
    if row is not None and row.valid_to is None and row.valid_from >= ends_on:
        begins = datum_in_woorden(row.valid_from)
        raise UnableToKeep(**{field: f"Deze regel begint zelf op {begins}. Kies een dag daarna."})
    running = Channel.objects.filter(pk=line_id, valid_to=None, valid_from__lt=ends_on)
    if row is None or not running.update(valid_to=ends_on):
        raise UnableToKeep(**{field: "Deze regel is al geëindigd. Misschien deed een collega dat zojuist."})
    _tell(employee, row, "channel.ended", now, on=ends_on.isoformat())


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
    for field, most in LONGEST.items():
        if len(getattr(line, field).strip()) > most:
            problems[field] = f"Gebruik ten hoogste {most} tekens."
    if max(map(len, (line.text, line.because, *line.requirements))) > LONGEST_TEXT:
        problems["text"] = f"Gebruik ten hoogste {LONGEST_TEXT} tekens per tekst."
    return problems | _about_the_kind(line, service)


def _about_the_kind(line: NewLine, service: Service | None) -> dict[str, str]:
    if line.kind == Channel.Kind.NOT_OFFERED:
        reason = {} if line.because.strip() else {"because": "Schrijf waarom dit hier niet kan."}
        return reason | ({"designated": "Wat niet kan, is niet aan te wijzen."} if line.designated else {})
    if line.designated and line.kind in NIET_DIGITAAL:
        return {"designated": "Aanwijzen gaat alleen over digitale kanalen (Awb 2:13). Kies hier nee."}
    return _about_the_address(line.kind, line.address.strip(), service)


def _about_the_address(kind: str, address: str, service: Service | None) -> dict[str, str]:
    if kind in _BY_ADDRESS and not address:
        return {"address": "Vul het adres in: een e-mailadres of een webadres."}
    if kind == Channel.Kind.EMAIL and "@" not in address:
        return {"address": "Vul een e-mailadres in, bijvoorbeeld post@gemeente.nl."}
    if kind in _ON_THE_WEB and not _is_page(address):
        return {"address": "Vul een webadres in dat begint met https://."}
    if kind == Channel.Kind.WEB_FORM:
        if address and not _is_page(address):
            return {"address": "Vul een webadres in dat begint met https://, of laat dit leeg."}
        if not address and service is not None and service.form_version_id is None:
            return {
                "address": "Dit onderwerp heeft hier geen formulier. Vul het webadres van het formulier in."
            }
    return {}


def _is_page(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _tell(employee: Employee, row: Channel, kind: str, now: datetime, **details: str) -> None:
    actor = f"employee:{employee.pk}"
    body = describe(kind, now, actor, channel=row.kind, message_type=row.message_type, **details)
    record(scope.current(), now, actor, [Fact(kind, "channel", row.pk, body)])
