"""Every way that is chosen was expressly allowed by its reader, and fits what the message holds."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from openloket.law.kanalen import Kanaal, Weg
from openloket.law.verzending import Toestemming, Verzendsoort
from openloket.law.verzendwijzen import OPKLIMMEND, Vertrouwelijkheid, Wijze, hoogste, toegelaten
from openloket.post.models import Way
from openloket.post.ways import Consent, Reader, choose

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)
ALL = frozenset(Verzendsoort)
PORTAL, MAIL = Weg(Kanaal.PORTAAL), Weg(Kanaal.E_MAIL, "jan@post.example")
BOX = Weg(Kanaal.BERICHTENBOX)
PLAIN, SPECIAL = Vertrouwelijkheid.GEWOON, Vertrouwelijkheid.BIJZONDER

consents = st.builds(
    Toestemming,
    weg=st.sampled_from([PORTAL, BOX, MAIL, Weg(Kanaal.E_MAIL, "ander@post.example")]),
    soorten=st.sampled_from([ALL, frozenset({Verzendsoort.BESLUIT}), frozenset({Verzendsoort.MEDEDELING})]),
    gegeven_op=st.sampled_from([NOW - timedelta(days=9), NOW - timedelta(days=1), NOW + timedelta(days=1)]),
    bewoording=st.sampled_from(["Ja, dat mag.", ""]),
    ingetrokken_op=st.sampled_from([None, NOW - timedelta(hours=1)]),
)
readers = st.builds(
    Reader,
    consents=st.lists(consents, max_size=4).map(lambda all: [Consent(n, one) for n, one in enumerate(all)]),
    notice_at=st.sampled_from(["", "melding@post.example"]),
    no_notices=st.booleans(),
    answer_to=st.sampled_from(["", "antwoord@post.example"]),
    box=st.booleans(),
)


@given(st.sampled_from(Verzendsoort), st.sampled_from(OPKLIMMEND), readers)
def test_no_way_without_an_express_yes(sort: Verzendsoort, level: Vertrouwelijkheid, reader: Reader) -> None:
    chosen = choose(sort, level, reader, NOW)
    assert chosen.why.stappen
    match chosen.way:
        case Way.LETTER:
            assert chosen.consent_id is None
            assert not reader.answer_to
        case Way.PORTAL:
            yes = reader.consents[chosen.consent_id or 0].given
            assert yes.geldt(sort, PORTAL, NOW)
            assert reader.notice_at or reader.no_notices, "somebody is told of it, or wants no notice"
        case Way.BOX:
            assert reader.consents[chosen.consent_id or 0].given.geldt(sort, BOX, NOW)
            assert reader.box, "somebody brings messages there"
            assert (chosen.by_link, chosen.address) == (False, "")
        case Way.EMAIL:
            assert chosen.by_link != (level is PLAIN)
            if chosen.consent_id is None:
                assert chosen.address == reader.answer_to
            else:
                yes = reader.consents[chosen.consent_id].given
                assert yes.geldt(sort, Weg(Kanaal.E_MAIL, chosen.address), NOW)


def _reader(*ways: Weg, **more: object) -> Reader:
    given = [Toestemming(way, ALL, NOW - timedelta(days=1), "Ja.") for way in ways]
    return Reader([Consent(n, one) for n, one in enumerate(given)], **more)


def test_the_order_of_the_ways() -> None:
    both = _reader(MAIL, PORTAL, notice_at="jan@post.example")
    assert choose(Verzendsoort.BESLUIT, PLAIN, both, NOW).way is Way.PORTAL
    unannounced = _reader(MAIL, PORTAL)
    assert choose(Verzendsoort.BESLUIT, PLAIN, unannounced, NOW).way is Way.EMAIL, "nobody would be told"
    refused = _reader(PORTAL, no_notices=True)
    assert choose(Verzendsoort.BESLUIT, PLAIN, refused, NOW).way is Way.PORTAL
    assert choose(Verzendsoort.BESLUIT, PLAIN, Reader(), NOW).way is Way.LETTER
    boxed = _reader(MAIL, BOX, box=True)
    assert choose(Verzendsoort.BESLUIT, SPECIAL, boxed, NOW).way is Way.BOX
    assert choose(Verzendsoort.BESLUIT, PLAIN, _reader(MAIL, BOX), NOW).way is Way.EMAIL, "nobody brings it"


def test_levels_allow_ever_less() -> None:
    ways = [set(toegelaten(level).wijzen) for level in OPKLIMMEND]
    assert ways[0] >= ways[1] >= ways[2]
    assert all(Wijze.BRIEF in one for one in ways)
    assert hoogste(PLAIN, SPECIAL, PLAIN) is SPECIAL
