"""What the page of a product tells: its ways with what they ask, its term, who helps, and how to object."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from tests.cast import Municipality
from tests.zaken.making import adopt

from openloket.law.termijnen import ZES_WEKEN
from openloket.offer.models import Channel, DesignationDecision, Service, Supplier
from openloket.offer.terms import term_in_words
from openloket.web import directory

ROOT = "/duinstede"
PAGE = f"{ROOT}/parkeervergunning/"


def text_of(client: Client, path: str = PAGE) -> str:
    directory.forget()
    answer = client.get(path)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def add(town: Municipality, kind: str, **more: Any) -> Channel:
    told = {"text": "Zo kan het ook.", "designated": False, "position": 9, "valid_from": date(2026, 1, 1)}
    return Channel.create(service=town.service, kind=kind, **{**told, **more})


def decide(**more: Any) -> DesignationDecision:
    told = {
        "number": 1, "state": "gepubliceerd", "document": {}, "sha256": "0" * 64,
        "adopted_on": date(2026, 1, 5), "drafted_at": datetime(2026, 1, 1, tzinfo=UTC),
        "published_on": date(2026, 1, 6), "publication": "gmb-2026-1", "in_force_from": date(2026, 1, 7),
    }  # fmt: skip
    return DesignationDecision.create(**{**told, **more})


def test_a_way_tells_what_it_asks(duinstede: Municipality, client: Client) -> None:
    supplier = Supplier.create(name="Formulierenfabriek")
    add(
        duinstede, "portaal", login_level="substantieel", requirements=["een pdf van ten hoogste 10 MB"],
        supplier=supplier, joint_body="Parkeerdienst Noord", legal_exception="Artikel 1 Parkeerwet",
    )  # fmt: skip
    text = text_of(client)
    for words in (
        "U moet inloggen. De gemeente vraagt niveau substantieel.",
        "Voorwaarde: een pdf van ten hoogste 10 MB.",
        "Parkeerdienst Noord doet dit voor de gemeente.",
        "geleverd door Formulierenfabriek.",
        "Dit volgt uit een andere wet: Artikel 1 Parkeerwet.",
    ):
        assert words in text


def test_only_a_decision_makes_a_way_official(duinstede: Municipality, client: Client) -> None:
    assert "Officiële weg" not in text_of(client)
    decide()
    text = text_of(client)
    assert "Officiële weg" in text
    assert f'href="{ROOT}/aanwijzingsbesluit"' in text


def test_the_official_way_comes_first(duinstede: Municipality, client: Client) -> None:
    add(duinstede, "telefoon", position=0, text="Bel ons.")
    text = text_of(client)
    assert text.index("Online formulier") < text.index("Bel ons.")


def test_a_way_of_yesterday_or_tomorrow_is_not_shown(duinstede: Municipality, client: Client) -> None:
    add(duinstede, "e-mail", text="Mail ons.", valid_to=date(2026, 1, 2))
    add(duinstede, "extern", text="Ga daarheen.", valid_from=date(2999, 1, 1))
    text = text_of(client)
    assert "Mail ons." not in text
    assert "Ga daarheen." not in text


def test_ways_for_other_messages_stand_apart(duinstede: Municipality, client: Client) -> None:
    add(
        duinstede,
        "e-mail",
        text="Mail uw zienswijze.",
        address="z@duinstede.example",
        message_type="zienswijze",
    )
    text = text_of(client)
    assert text.index("Voor andere berichten over dit onderwerp") < text.index("Mail uw zienswijze.")
    assert "Voor een zienswijze" in text


def test_what_is_not_offered_here_says_why(duinstede: Municipality, client: Client) -> None:
    add(duinstede, "niet", because="In Duinstede parkeert u gratis.", text="U hebt niets nodig.")
    text = text_of(client)
    assert "Dit kan niet bij Duinstede" in text
    assert "In Duinstede parkeert u gratis." in text
    assert ">Start<" not in text
    assert "Hoe lang duurt het?" not in text


def test_the_term_and_its_article(duinstede: Municipality, client: Client) -> None:
    text = text_of(client)
    assert "Stuurt u het vandaag? Dan is dat uiterlijk op" in text
    assert "Wij beslissen binnen 8 weken na ontvangst." in text
    assert "(Awb 4:13 lid 2)" in text


def test_support_and_objection(duinstede: Municipality, client: Client) -> None:
    text = text_of(client)
    assert 'href="tel:140123"' in text
    assert "maandag tot en met vrijdag" in text
    assert "Iemand anders mag u helpen" in text
    assert "U kunt bezwaar maken. Dat kost niets." in text
    adopt(duinstede, "bezwaar")
    assert f'href="{ROOT}/bezwaar/"' in text_of(client)
    Service.objects.filter(pk=duinstede.service.pk).update(official="nee")
    assert "Niet eens met ons besluit?" not in text_of(client)


@pytest.mark.parametrize(
    ("rule", "words", "article"),
    [
        ({"kind": "objection"}, f"binnen {ZES_WEKEN}", "Awb 7:10 lid 1"),
        ({"kind": "objection", "committee": True}, "binnen 12 weken", "Awb 7:10 lid 1"),
        ({"kind": "complaint"}, "binnen 6 weken", "Awb 9:11 lid 1"),
        ({"kind": "complaint", "advice": True}, "binnen 10 weken", "Awb 9:11 lid 1"),
        ({"kind": "service_norm", "days": 14}, "niet langer dan 14 dagen", ""),
        ({"kind": "decision"}, "binnen 8 weken", "Awb 4:13 lid 2"),
        ({"kind": "decision", "article": "Woo 4.4 lid 1", "weeks": 4}, "binnen 4 weken", "Woo 4.4 lid 1"),
    ],
)  # fmt: skip
def test_each_term_in_words(rule: dict[str, Any], words: str, article: str) -> None:
    text, told = term_in_words(rule)
    assert words in text
    assert told == article
