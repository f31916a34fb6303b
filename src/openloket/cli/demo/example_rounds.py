"""The rounds of the monitor in a demo: made up, and every page says so."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from openloket.cli.demo import constructed
from openloket.flows.measuring.hear_municipalities import offer_replies, reply, settle_reply
from openloket.flows.measuring.import_table import checked, import_table
from openloket.flows.measuring.keep_round import NewRound, begin_round, publish_round
from openloket.flows.measuring.note_visit import note_visit
from openloket.flows.measuring.observe import Source
from openloket.flows.measuring.own_case import Judge
from openloket.flows.measuring.watch_pages import PageOf, watch_pages
from openloket.monitor.checking.findings import Reason, State, Verdict
from openloket.monitor.checking.looking import Looked
from openloket.monitor.models import Round, WatchedPage
from openloket.monitor.scoring.channels import Audience, Channel
from openloket.monitor.sources.table import read
from openloket.monitor.sources.templates import TEMPLATES, Kind

NOTE = (
    "Dit zijn voorbeeldcijfers. Wij hebben niets gemeten: wat hier bij een gemeente staat, is verzonnen."
    " Alleen de totalen van juni 2025 zijn die van een echt onderzoek."
)
_SET = "twintig"
_JUDGE = Judge("een verzonnen bureau")


@dataclass(frozen=True, slots=True)
class Said:
    """What a municipality replied to its made-up figures, and what came of it; empty while it is open."""

    code: str
    text: str
    outcome: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A page that the checker could not decide: a made-up one."""

    code: str
    term: str
    audience: Audience
    channel: Channel
    confidence: float
    rule: str
    quote: str


_SAID = (
    Said(
        "GM0344",
        "(Verzonnen reactie.) Alle producten staan online.",
        "upheld",
        "Wij keken opnieuw en zagen hetzelfde.",
    ),
    Said("GM0599", "(Verzonnen reactie.) Wij herkennen dit beeld.", "agreed", "Er is niets veranderd."),
)
_OPEN = (
    Said("GM0363", "(Verzonnen reactie.) Het formulier voor de standplaats staat sinds vorige week online."),
    Said("GM0518", "(Verzonnen reactie.) Bij ‘briefadres’ kan inloggen met DigiD."),
)
_DOUBTS = (
    Doubt("GM0014", "briefadres", Audience.CITIZENS, Channel.EMAIL, 0.55,
          "Er staat een e-mailadres bij ‘vragen’", "Vragen? Mail burgerzaken@gm0014.gemeente.example"),
    Doubt("GM0034", "collectevergunning", Audience.CITIZENS, Channel.PRINT, 0.62,
          "Er staat een pdf, en een knop zonder doel", "Download het formulier of vraag direct aan"),
    Doubt("GM0080", "standplaatsvergunning", Audience.BUSINESSES, Channel.WEB_FORM, 0.48,
          "Er is een formulier, maar het kan ook een zoekveld zijn", "Uw vraag"),
    Doubt("GM0106", "klacht", Audience.CITIZENS, Channel.WEB_FORM_LOGIN, 0.66,
          "Achter de knop staat een inlogpagina", "Inloggen met DigiD"),
)  # fmt: skip


def load_rounds(now: datetime) -> bool:
    """Two published rounds and one that is being made; False when there are rounds already."""
    if Round.objects.exists():
        return False
    before = _round("voorbeeld-2024", "Voorbeeldronde juni 2024 (verzonnen)", date(2024, 5, 13))
    _take(before, Kind.OBSERVATIONS, constructed.observations(constructed.earlier(1), date(2024, 6, 3)), now)
    _publish(before, datetime(2024, 6, 17, 8, tzinfo=UTC), ())
    last = _round("voorbeeld-2025", "Voorbeeldronde juni 2025 (verzonnen)", date(2025, 5, 12))
    for kind, text in _tables():
        _take(last, kind, text, now)
    _publish(last, datetime(2025, 6, 16, 8, tzinfo=UTC), _SAID)
    begin_unpublished(now)
    return True


def _tables() -> Iterator[tuple[Kind, str]]:
    yield Kind.OBSERVATIONS, constructed.observations()
    yield Kind.OBSERVATIONS, constructed.observations(constructed.declared(), basis="zelf opgegeven")
    yield Kind.RECEIPTS, constructed.questions()
    yield Kind.DESIGNATIONS, constructed.designations()
    yield Kind.SUPPORT, constructed.support()
    yield Kind.STATEMENTS, constructed.statements()


def _round(key: str, name: str, begins_on: date) -> Round:
    return begin_round(
        NewRound(key, name, _SET, begins_on, begins_on + timedelta(days=32), NOTE, made_up=True)
    )


def _take(round: Round, kind: Kind, text: str, now: datetime) -> None:
    good, faults = checked(round, kind, read(text.splitlines(keepends=True), TEMPLATES[kind]), now)
    if faults:
        raise ValueError(f"{kind.value}: {faults[0]}")
    digest = sha256(text.encode()).hexdigest()
    import_table(round, kind, good, Source(kind.value, "verzonnen.csv", digest), now)


def _publish(round: Round, asked_at: datetime, said: tuple[Said, ...]) -> None:
    keys = _offer(round, asked_at)
    for one in said:
        reply(keys[one.code], one.text, asked_at + timedelta(days=10))
        settle_reply(round, one.code, one.outcome, one.because, _JUDGE, asked_at + timedelta(days=23))
    publish_round(round, asked_at + timedelta(days=25))


def _offer(round: Round, asked_at: datetime) -> Mapping[str, str]:
    until = asked_at.date() + timedelta(days=21)
    return {one.code: one.key for one in offer_replies(round, until, asked_at)}


def begin_unpublished(now: datetime) -> None:
    """A round that is not published: some pages wait for a person, and some replies for an answer."""
    made = _round("voorbeeld-nu", "Voorbeeldronde van nu (verzonnen)", now.date() - timedelta(days=40))
    pages = [
        PageOf(one.code, one.term, one.audience, f"https://{one.code.lower()}.gemeente.example/{one.term}")
        for one in _DOUBTS
    ]
    watch_pages(pages)
    for one in _DOUBTS:
        page = WatchedPage.objects.select_related("product").get(
            municipality=one.code, product__term=one.term, audience=one.audience.value
        )
        reason = Reason(one.channel, one.confidence, one.rule, one.quote)
        verdict = Verdict(State.READABLE, one.channel, one.confidence, (reason,))
        note_visit(page, made, Looked(page.address, verdict, 200), now - timedelta(days=2))
    codes = {one.code for one in _OPEN}
    seen = {cell: way for cell, way in constructed.channels().items() if cell[0] in codes}
    _take(
        made,
        Kind.OBSERVATIONS,
        constructed.observations(seen, now.date() - timedelta(days=38)),
        now - timedelta(days=30),
    )
    keys = _offer(made, now - timedelta(days=22))
    for reaction in _OPEN:
        reply(keys[reaction.code], reaction.text, now - timedelta(days=5))
