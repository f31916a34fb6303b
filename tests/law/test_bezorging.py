"""Sending by the body: which moment counts, what follows a failure, how a message is changed."""

from datetime import UTC, date, datetime

import pytest
from tests.law.cases import check, plain

from openloket.law.antwoord import Slotsom
from openloket.law.bezorging import (
    Verzending,
    Verzendmoment,
    Verzendwijze,
    brief_na_kennisgeving,
    geldend_verzendmoment,
    na_mislukte_bezorging,
    na_mislukte_kennisgeving,
    tweede_verzending,
    verzendmoment,
    wijziging_volledig,
)
from openloket.law.waarom import Twijfel

OP = date(2026, 3, 2)
TOEN = date(2025, 12, 31)
EEN, TWEE, DRIE = (datetime(2026, 3, dag, 9, 0, tzinfo=UTC) for dag in (2, 3, 4))


@pytest.mark.parametrize("wijze", Verzendwijze)
def test_the_moment_of_sending(wijze: Verzendwijze) -> None:
    moment = verzendmoment(wijze, EEN)
    assert isinstance(moment, Verzendmoment)
    assert moment.tijdstip == EEN
    assert moment.waarom.artikelen == (f"Awb 2:19 onder {wijze.value}",)
    plain(moment.waarom)


def test_a_moment_is_never_made_up() -> None:
    assert isinstance(verzendmoment(Verzendwijze.SYSTEEM_MET_TOEGANG, None), Twijfel)
    with pytest.raises(ValueError, match="tijdzone"):
        verzendmoment(Verzendwijze.BUITEN_DE_OVERHEID, EEN.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("geval", "pogingen", "tijdstip", "artikel", "twijfel"),
    [
        ("no failure known", [Verzending(EEN)], EEN, "Awb 2:11 lid 1", False),
        ("delivered", [Verzending(EEN, True)], EEN, "Awb 2:11 lid 1", False),
        ("again after a failure", [Verzending(EEN, False), Verzending(TWEE)], TWEE, "Awb 2:11 lid 3", False),
        ("order does not matter", [Verzending(TWEE), Verzending(EEN, False)], TWEE, "Awb 2:11 lid 3", False),
        ("again without need", [Verzending(EEN), Verzending(TWEE)], EEN, "Awb 2:11 lid 1", False),
        (
            "the second failed too",
            [Verzending(EEN, False), Verzending(TWEE, False), Verzending(DRIE, True)],
            DRIE,
            "Awb 2:11 lid 3",
            True,
        ),
    ],
)
def test_which_sending_counts(
    geval: str, pogingen: list[Verzending], tijdstip: datetime, artikel: str, twijfel: bool
) -> None:
    moment = geldend_verzendmoment(pogingen)
    assert isinstance(moment, Verzendmoment)
    assert (moment.tijdstip, moment.waarom.artikelen) == (tijdstip, (artikel,))
    assert (moment.twijfel is not None) is twijfel
    plain(moment.waarom)


def test_what_never_arrived_starts_no_term() -> None:
    doubt = geldend_verzendmoment([Verzending(EEN, False), Verzending(TWEE, False)])
    assert isinstance(doubt, Twijfel)
    assert "geen termijn" in doubt.voorlopig


def test_sendings_need_a_moment() -> None:
    with pytest.raises(ValueError, match="geen verzending"):
        geldend_verzendmoment([])
    with pytest.raises(ValueError, match="tijdzone"):
        geldend_verzendmoment([Verzending(EEN.replace(tzinfo=None))])


@pytest.mark.parametrize(
    ("op", "verzonden", "slotsom"),
    [
        (OP, True, Slotsom.VOLDOET),
        (OP, False, Slotsom.MOET),
        (TOEN, False, Slotsom.GELDT_NOG_NIET),
    ],
)
def test_a_failed_message_goes_again(op: date, verzonden: bool, slotsom: Slotsom) -> None:
    check(na_mislukte_bezorging(op, opnieuw_of_anders_verzonden=verzonden), slotsom, "Awb 2:11 lid 1")


@pytest.mark.parametrize(
    ("op", "opnieuw", "anders", "maatregelen", "slotsom", "ontbreekt"),
    [
        (OP, True, False, False, Slotsom.VOLDOET, []),
        (OP, False, True, True, Slotsom.VOLDOET, []),
        (OP, False, True, False, Slotsom.SCHIET_TEKORT, ["wat u kunt doen"]),
        (OP, False, False, False, Slotsom.SCHIET_TEKORT, ["nog eens", "wat u kunt doen"]),
        (TOEN, False, False, False, Slotsom.GELDT_NOG_NIET, []),
    ],
)
def test_a_failed_notice(
    op: date, opnieuw: bool, anders: bool, maatregelen: bool, slotsom: Slotsom, ontbreekt: list[str]
) -> None:
    answer = na_mislukte_kennisgeving(
        op, opnieuw_verzonden=opnieuw, andere_weg_geprobeerd=anders, maatregelen_genoemd=maatregelen
    )
    check(answer, slotsom, "Awb 2:11 lid 2", ontbreekt)


@pytest.mark.parametrize(
    ("op", "nieuw", "vermeldt", "intact", "slotsom", "ontbreekt"),
    [
        (OP, True, True, True, Slotsom.VOLDOET, []),
        (OP, False, False, False, Slotsom.SCHIET_TEKORT, ["nieuw", "verandert", "ongewijzigd"]),
        (OP, True, True, False, Slotsom.SCHIET_TEKORT, ["ongewijzigd"]),
        (TOEN, True, True, True, Slotsom.GELDT_NOG_NIET, []),
    ],
)
def test_a_message_is_changed_by_a_new_one(
    op: date, nieuw: bool, vermeldt: bool, intact: bool, slotsom: Slotsom, ontbreekt: list[str]
) -> None:
    answer = wijziging_volledig(
        op, nieuw_bericht=nieuw, vermeldt_wijziging=vermeldt, oude_bericht_intact=intact
    )
    check(answer, slotsom, "Awb 2:12", ontbreekt)


def test_why_the_second_sending_counts() -> None:
    eerst, toen = tweede_verzending(date(2026, 3, 2), date(2026, 3, 5))
    assert (eerst.artikel, toen.artikel) == ("Awb 2:11 lid 1", "Awb 2:11 lid 3")
    assert toen.tekst == "Wij stuurden het opnieuw op donderdag 5 maart 2026. Daarom telt die dag."


def test_why_a_letter_after_a_lost_notice_counts_and_that_this_favours_the_reader() -> None:
    stappen = list(brief_na_kennisgeving(date(2026, 3, 2), date(2026, 3, 5)))
    assert [stap.artikel for stap in stappen] == ["Awb 2:19 onder b", "Awb 2:11 lid 2", "Awb 2:22 lid 2"]
    assert stappen[-1].datum == date(2026, 3, 5)
    assert "in uw voordeel" in stappen[-1].tekst
