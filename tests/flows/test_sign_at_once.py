"""Signing at the same moment: one answer counts, both last signatures are seen, and no addition slips by."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from tests import cast
from tests.at_once import at_once
from tests.flows.signing_together import BY_CODE, link_of, seen, send_together, state_of, with_signers
from tests.zaken.making import write_about

from openloket.evidence.models import Event
from openloket.flows.cosigning.remind_signers import lapse_signatures, remind_signers
from openloket.flows.cosigning.sign import refuse_signature, sign
from openloket.flows.cosigning.signing import UnableToSign
from openloket.intake.signatures import State, round_of, signed_by_all
from openloket.post.models import Message
from openloket.zaken.models import Zaak

NOW = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
HENK, FATMA = "Henk Jansen", "Fatma Yilmaz"


@pytest.fixture
def town(town: cast.Municipality) -> cast.Municipality:
    """A municipality where several sign one message."""
    with_signers(town)
    return town


def _count(kind: str) -> int:
    return Event.objects.filter(kind=kind).count()


def test_one_person_signs_and_refuses_in_two_windows(town: cast.Municipality) -> None:
    submission = send_together(town, NOW)
    link, what = link_of(HENK), seen(submission)
    yes = partial(sign, town.organisation, link, what, BY_CODE, NOW)
    no = partial(refuse_signature, town.organisation, link, "Ik wil dit niet.", BY_CODE, NOW)
    outcomes = at_once([yes, no, yes], UnableToSign)
    assert sum(isinstance(one, UnableToSign) for one in outcomes) == 2
    assert _count("signature.signed") + _count("signature.refused") == 1


def test_the_last_two_sign_and_all_are_told_once(town: cast.Municipality) -> None:
    submission = send_together(town, NOW)
    what = seen(submission)
    acts = [partial(sign, town.organisation, link_of(name), what, BY_CODE, NOW) for name in (HENK, FATMA)]
    assert at_once(acts) == [None, None]
    assert round_of(submission).complete
    assert Message.objects.filter(kind="signatures_complete").count() == 3


def test_whoever_is_first_nobody_has_signed_what_they_did_not_see(town: cast.Municipality) -> None:
    submission = send_together(town, NOW)
    zaak, link, what = Zaak.objects.get(submission=submission), link_of(HENK), seen(submission)
    signing = partial(sign, town.organisation, link, what, BY_CODE, NOW)
    adding = partial(write_about, town, zaak, "aanvulling", NOW + timedelta(minutes=1))
    at_once([signing, adding], UnableToSign)
    assert signed_by_all(submission).sha256 != what
    assert state_of(HENK) == State.ASKED, "signed before or refused after: it is asked again"
    assert _count("signature.outdated") == _count("signature.signed")


def test_two_workers_remind_and_lapse_once(town: cast.Municipality) -> None:
    send_together(town, NOW)
    half_way, over = NOW + timedelta(days=6), NOW + timedelta(days=12)
    assert sum(at_once([partial(remind_signers, half_way)] * 2)) == 2
    assert Message.objects.filter(kind="signature_reminder").count() == 2
    assert sum(at_once([partial(lapse_signatures, over)] * 2)) == 2
    assert _count("signature.lapsed") == 2
