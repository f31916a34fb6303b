"""Sending by the municipality: express consent per kind and way, and a way that fits the content."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from openloket.law.kanalen import Kanaal, Weg
from openloket.law.verzending import (
    Afschriftwijze,
    Gevoeligheid,
    Toestemming,
    Verzendsoort,
    mag_elektronisch,
    passende_weg,
)

NU = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MAIL = Weg(Kanaal.E_MAIL, "sam@example.org")
ANDERE_MAIL = Weg(Kanaal.E_MAIL, "werk@example.org")
JA = Toestemming(
    weg=MAIL,
    soorten=frozenset({Verzendsoort.MEDEDELING, Verzendsoort.VERZOEK_OM_AANVULLING}),
    gegeven_op=NU,
    bewoording="Wilt u ook andere berichten over deze aanvraag per e-mail krijgen?",
)


@pytest.mark.parametrize(
    ("geval", "toestemming", "soort", "weg", "op", "mag"),
    [
        ("consent for this kind and way", JA, Verzendsoort.MEDEDELING, MAIL, NU, True),
        ("no consent at all", None, Verzendsoort.MEDEDELING, MAIL, NU, False),
        ("another kind", JA, Verzendsoort.BESLUIT, MAIL, NU, False),
        ("another address", JA, Verzendsoort.MEDEDELING, ANDERE_MAIL, NU, False),
        ("another channel", JA, Verzendsoort.MEDEDELING, Weg(Kanaal.PORTAAL, MAIL.adres), NU, False),
        ("before it was given", JA, Verzendsoort.MEDEDELING, MAIL, NU - timedelta(seconds=1), False),
        ("withdrawn", replace(JA, ingetrokken_op=NU), Verzendsoort.MEDEDELING, MAIL, NU, False),
        (
            "withdrawn later",
            replace(JA, ingetrokken_op=NU + timedelta(1)),
            Verzendsoort.MEDEDELING,
            MAIL,
            NU,
            True,
        ),
        ("words not kept", replace(JA, bewoording=" "), Verzendsoort.MEDEDELING, MAIL, NU, False),
        ("paper needs none", None, Verzendsoort.BESLUIT, Weg(Kanaal.POST), NU, True),
    ],
)
def test_consent(
    geval: str, toestemming: Toestemming | None, soort: Verzendsoort, weg: Weg, op: datetime, mag: bool
) -> None:
    oordeel = mag_elektronisch([toestemming] if toestemming else [], soort, weg, op)
    assert oordeel.toegestaan is mag, geval
    assert oordeel.waarom.artikelen == ("Awb 2:8",)
    assert oordeel.twijfel is None


def test_the_consent_that_counted_is_named() -> None:
    oordeel = mag_elektronisch([replace(JA, weg=ANDERE_MAIL), JA], Verzendsoort.MEDEDELING, MAIL, NU)
    assert oordeel.toestemming is JA
    assert json.loads(json.dumps(oordeel.naar_dict()))["toestemming_van"] == NU.isoformat()


def test_the_receipt_may_go_to_the_address_in_the_message_with_a_doubt() -> None:
    oordeel = mag_elektronisch(
        [], Verzendsoort.ONTVANGSTBEVESTIGING, MAIL, NU, adres_uit_bericht="sam@example.org"
    )
    assert oordeel.toegestaan
    assert oordeel.twijfel is not None
    assert oordeel.twijfel.artikel == "Awb 2:8"


@pytest.mark.parametrize(
    ("soort", "weg", "adres"),
    [
        (Verzendsoort.ONTVANGSTBEVESTIGING, ANDERE_MAIL, "sam@example.org"),
        (Verzendsoort.ONTVANGSTBEVESTIGING, Weg(Kanaal.E_MAIL), ""),
        (Verzendsoort.MEDEDELING, MAIL, "sam@example.org"),  # a filled-in address is no consent
    ],
)
def test_an_address_alone_opens_no_other_way(soort: Verzendsoort, weg: Weg, adres: str) -> None:
    assert not mag_elektronisch([], soort, weg, NU, adres_uit_bericht=adres).toegestaan


def test_sensitive_content_never_stands_in_an_e_mail() -> None:
    gevoelig = passende_weg(Gevoeligheid.GEVOELIG)
    assert Afschriftwijze.IN_E_MAIL not in gevoelig.wijzen
    assert gevoelig.wijzen[0] is Afschriftwijze.BEVEILIGDE_LINK
    assert gevoelig.waarom.artikelen == ("Awb 2:9",)


def test_ordinary_content_may_go_by_every_way() -> None:
    gewoon = passende_weg(Gevoeligheid.GEWOON)
    assert set(gewoon.wijzen) == set(Afschriftwijze)
    assert json.loads(json.dumps(gewoon.naar_dict()))["wijzen"][0] == "in_e_mail"
