"""A decision waits in Mijn omgeving and its notice comes back: a letter, a later last day, and proof."""

import io
import json
from datetime import datetime, timedelta
from zipfile import ZipFile

from django.test import Client

from openloket.adapters.mail_out.memory import MemoryCarrier
from openloket.adapters.timestamp.local import LocalAuthority, LocalTimestamper
from openloket.evidence.signing import signing_key
from openloket.evidence.verify import Verdict
from openloket.evidence.verify_any import verify_any
from openloket.flows.correspondence.keep_number import keep_number
from openloket.flows.correspondence.place_message import place_message
from openloket.flows.delivery.choose_carrier import Typed, choose_carrier
from openloket.flows.delivery.deliver_messages import deliver
from openloket.flows.delivery.note_delivery import note_delivery
from openloket.flows.proving.seal_log import seal_log
from openloket.flows.proving.stamp_head import stamp_newest_head
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.waarom import datum_in_woorden
from openloket.post.delivery import Event, EventKind, Source
from openloket.post.models import Message, Way
from openloket.zaken.models import Besluit, Term, Zaak
from tests.adapters.notifyserver import KEY, TEMPLATE
from tests.cast import Municipality
from tests.flows.deciding import REFUSAL, decide, filled
from tests.flows.test_notice_text import Line
from tests.flows.test_place_message import reached
from tests.web.desk.conftest import browser_of
from tests.web.mijn.browsing import HERE, browser, now
from tests.zaken.making import send

DESK = "/duinstede/balie"


def test_the_reader_gets_a_letter_more_time_and_the_reason(duinstede: Municipality) -> None:
    before = now() - timedelta(days=14)  # more than free days can make up for
    zaak = send(duinstede, before)
    sanne = reached(zaak, before, sort="besluit")
    decide(duinstede, zaak, filled("afwijzing", **REFUSAL), before)
    placed = Message.objects.get(kind="besluit")
    place_message(placed.pk, before)
    notice = Message.objects.get(kind="notice")
    deliver(notice.pk, MemoryCarrier(), lambda: before)
    first = Term.objects.get(kind=Term.Kind.OBJECTION).last_day
    lost = Event(EventKind.BOUNCED_HARD, before, Source.REPORT, "mail:1", "5.1.1")
    note_delivery(notice.pk, lost, before + timedelta(minutes=5))

    anja = browser_of(duinstede.worker, duinstede)
    letter = Message.objects.get(kind="notice_letter")
    assert f"{DESK}/post/{letter.pk}" in anja.get(f"{DESK}/post").text
    anja.post(f"{DESK}/post/{letter.pk}", {"stap": "adres", "adres": "Sanne Smit\nStraat 1", "gezien": ""})
    today = dag_in_amsterdam(now())
    day = {"dag": today.day, "maand": today.month, "jaar": today.year}
    posted = {"stap": "verstuurd", **{f"verstuurd-op.{part}": value for part, value in day.items()}}
    assert anja.post(f"{DESK}/post/{letter.pk}", posted).status_code == 303
    course = anja.get(f"{DESK}/zaak/{zaak.reference}").text
    assert "kwam niet aan en gaat nu per brief" in course
    assert "die dag telt" in course

    hers = browser(sanne)
    term = Term.objects.get(kind=Term.Kind.OBJECTION, ended_on=None)
    assert term.last_day > first
    page = hers.get(f"{HERE}/besluit/{Besluit.objects.get().pk}").text
    assert "Waarom telt deze dag?" in page
    assert "De e-mail daarover kwam niet aan." in page
    assert datum_in_woorden(term.last_day) in page
    message = hers.get(f"{HERE}/berichten/{placed.pk}").text
    assert "Daarom stuurden wij het ook per brief:" in message
    assert hers.get(f"{HERE}/berichten/{letter.pk}").status_code == 200
    _the_dossier_proves_it(anja, hers, zaak, "message.posted", "notice_letter")


def test_a_text_message_brings_the_reader_and_no_letter_goes(duinstede: Municipality) -> None:
    before = now() - timedelta(hours=30)
    zaak = send(duinstede, before)
    sanne = reached(zaak, before, sort="besluit")
    typed = Typed("notify", {"sms_template": TEMPLATE}, KEY)
    choose_carrier(duinstede.organisation, duinstede.lead, Way.SMS, typed, before)
    keep_number(sanne.pk, "06 12345678", True, before)
    decide(duinstede, zaak, filled("afwijzing", **REFUSAL), before)
    placed = Message.objects.get(kind="besluit")
    place_message(placed.pk, before)
    notice = Message.objects.get(kind="notice")
    deliver(notice.pk, MemoryCarrier(), lambda: before)
    lost = Event(EventKind.BOUNCED_HARD, before, Source.REPORT, "mail:1", "5.1.1")
    note_delivery(notice.pk, lost, before + timedelta(minutes=5))
    text = Message.objects.get(kind="notice_sms")
    deliver(text.pk, Line(), lambda: before + timedelta(minutes=6))
    anja = browser_of(duinstede.worker, duinstede)
    _the_desk_tells_of_the_text_message(anja, text, before)
    hers = browser(sanne)
    page = hers.get(f"{HERE}/besluit/{Besluit.objects.get().pk}").text
    assert "Die dag telt, in uw voordeel." in page
    assert datum_in_woorden(Term.objects.get(kind=Term.Kind.OBJECTION, ended_on=None).last_day) in page
    page = hers.get(f"{HERE}/berichten/{placed.pk}").text
    assert "Daarom stuurden wij u een sms. U opende het bericht, dus er komt geen brief." in page
    assert "per sms" not in hers.get(f"{HERE}/berichten").text, "it is no message of its own"
    assert "per sms" in hers.get(f"{HERE}/zaken/{zaak.reference}/afschrift").text
    course = anja.get(f"{DESK}/zaak/{zaak.reference}").text
    for told in ("De lezer krijgt een sms.", "Er hoeft geen brief te gaan", "na onze sms: die dag telt"):
        assert told in course
    assert not Message.objects.filter(kind="notice_letter").exists()
    _the_dossier_proves_it(anja, hers, zaak, "message.opened", "notice_sms")
    assert "Elk bericht is bezorgd." in anja.get(f"{DESK}/niet-bezorgd").text
    figures = anja.get(f"{DESK}/niet-bezorgd/cijfers").text
    assert "Geopend" in figures
    assert "Sms dat een melding niet aankwam" in figures


def _the_desk_tells_of_the_text_message(anja: Client, text: Message, before: datetime) -> None:
    """That it went, to which number without showing that, and what happens next."""
    lists, one = f"{DESK}/niet-bezorgd", f"{DESK}/niet-bezorgd/{text.pk}"
    page = anja.get(lists).text
    assert "Dit gaat vanzelf verder (1)" in page
    assert "Daarom gaat er een sms." in page
    assert "•••78" in page
    assert "12345678" not in page
    assert "dat de sms aankwam, dan gaat er een brief." in anja.get(one).text
    arrived = Event(EventKind.DELIVERED, before, Source.CARRIER, "notify:1", step=1)
    note_delivery(text.pk, arrived, before + timedelta(minutes=7))
    page = anja.get(one).text
    assert "De sms is aangekomen." in page
    assert "Opent de lezer het bericht niet voor" in page
    assert "Wij hebben u op een andere manier ingelicht." in page


def _the_dossier_proves_it(anja: Client, hers: Client, zaak: Zaak, fact: str, kind: str) -> None:
    """The same for the court and for the reader, and both can be checked without us."""
    page = hers.get(f"{HERE}/zaken/{zaak.reference}/afschrift").text
    assert "hier in Mijn omgeving" in page
    assert "Niet aangekomen" in page
    seal_log(now())
    clock = LocalAuthority.create("Klok van de test", now() - timedelta(days=1))
    stamp_newest_head(LocalTimestamper(clock, now))
    court = anja.post(f"{DESK}/zaak/{zaak.reference}/dossier", {"doel": "rechter"})
    own = hers.post(f"{HERE}/zaken/{zaak.reference}/dossier")
    for answer in (court, own):
        content = b"".join(answer.streaming_content)
        report = verify_any(io.BytesIO(content), [signing_key().public], [clock.root])
        assert report.verdict is Verdict.TIMESTAMPED, report.failed
        with ZipFile(io.BytesIO(content)) as archive:
            proof = json.loads(archive.read("bewijs/afschrift-1.json"))
            assert archive.read("dossier.pdf").startswith(b"%PDF-")
        told = {one["event"]["type"].removeprefix("openloket/").removesuffix("/1") for one in proof["facts"]}
        assert {"submission.received", "message.accessible", "message.read", fact} <= told
        assert {one["kind"] for one in proof["words"]} >= {"besluit", "notice", kind}
