"""The designation decision: composed from the register, compared, written out, kept through its life."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.db import IntegrityError, transaction
from tests.cast import Municipality
from tests.offer.lines import DESK, EVENT, OBJECTION, PARKING, REST

from openloket.evidence.models import Event
from openloket.flows.offering.designate import (
    UnableToDesignate,
    adopt_designation,
    draft_designation,
    publish_designation,
)
from openloket.flows.offering.keep_register import (
    NewLine,
    UnableToKeep,
    add_line,
    end_line,
    replace_line,
    withdraw_line,
)
from openloket.flows.offering.set_official import UnableToSetOfficial, set_official
from openloket.law.kanalen import Berichtsoort, Kanaal
from openloket.offer.designation import keeping
from openloket.offer.designation.compose import Body, compose
from openloket.offer.designation.difference import Kind, difference
from openloket.offer.designation.document import Document, Domains, Layout, Variant
from openloket.offer.designation.drifting import drift
from openloket.offer.designation.xml import as_xml
from openloket.offer.models import Channel, DesignationDecision, Service
from openloket.tenancy.addresses import public_url
from openloket.tenancy.models import Authority
from openloket.tenancy.scope import scope

DAY = date(2026, 3, 2)
BODIES = [Body("college", "college van Duinstede"), Body("raad", "gemeenteraad van Duinstede")]
MAY = datetime(2026, 5, 4, 9, tzinfo=UTC)
LINES = [PARKING, OBJECTION, REST, DESK, EVENT]


@pytest.fixture
def document() -> Document:
    return compose("Duinstede", BODIES, LINES, DAY)


def test_the_annex_holds_each_designation_and_nothing_else(document: Document) -> None:
    assert [(row.product, row.message_type, row.way) for row in document.annex] == [
        ("Parkeervergunning", "aanvraag", "webformulier"),
        ("alle onderwerpen", "bezwaarschrift", "webformulier"),
        ("alle onderwerpen", "elk ander officieel bericht", "webformulier"),
    ]


def test_the_fixed_articles_are_there_and_numbered(document: Document) -> None:
    titles = [article.title for article in document.articles]
    for title in ("Omgevingswet", "Dienstenwet", "Berichten op verzoek van de gemeente", "Restkanaal"):
        assert title in titles
    assert [article.number for article in document.articles] == list(range(1, len(titles) + 1))
    assert "artikel 2:13, tweede en derde lid" in document.legal_basis
    assert [one.roles for one in document.signatures][1] == ("de voorzitter", "de griffier")


def test_joint_bodies_and_demands_get_an_article_of_their_own() -> None:
    shared = replace(
        PARKING, channel=Kanaal.EXTERN, joint_body="Parkeerbedrijf Kust", login_level="substantieel"
    )
    document = compose("Duinstede", BODIES, [shared, REST], DAY)
    by_title = {article.title: article for article in document.articles}
    assert "Parkeerbedrijf Kust" in by_title["Gemeenschappelijke regelingen en andere uitvoerders"].items[0]
    assert "substantieel" in by_title["Nadere eisen"].items[0]
    assert any("2:13 lid 3" in doubt for doubt in document.unverified)


def test_a_document_survives_being_kept(document: Document) -> None:
    assert Document.from_json(document.as_json()) == document


def test_a_difference_names_what_a_reader_would_notice(document: Document) -> None:
    later = compose(
        "Duinstede",
        BODIES,
        [replace(PARKING, channel=Kanaal.E_MAIL, address="p@duinstede.example"), REST],
        DAY,
    )
    changes = {change.part: change for change in difference(document, later)}
    moved = changes["Parkeervergunning, aanvraag (college van Duinstede)"]
    assert (moved.kind, moved.was, moved.now) == (Kind.CHANGED, "webformulier", "e-mail p@duinstede.example")
    gone = changes["alle onderwerpen, bezwaarschrift (elk orgaan, voor zover bevoegd)"]
    assert gone.kind is Kind.REMOVED
    assert difference(document, document) == ()


def test_an_article_that_only_moved_did_not_change(document: Document) -> None:
    without_rest = compose("Duinstede", BODIES, [PARKING, OBJECTION], DAY)
    parts = [
        change.part for change in difference(document, without_rest) if change.part.startswith("Artikel")
    ]
    assert parts == ["Artikel ‘Restkanaal’"]


def test_the_xml_holds_every_article_and_every_row(document: Document) -> None:
    root = ElementTree.fromstring(as_xml(document, "Duinstede"))
    assert root.tag == "officiele-publicatie"
    assert len(root.findall(".//artikel")) == len(document.articles)
    assert len(root.findall(".//tbody/row")) == len(document.annex)
    assert "schema voor aanleveren is niet openbaar" in as_xml(document, "Duinstede").decode()


def adopted(town: Municipality, now: datetime) -> DesignationDecision:
    version = draft_designation(town.lead, town.organisation, DAY, now)
    adopt_designation(town.lead, version.number, DAY, "college van Duinstede", now)
    return version


def test_from_draft_to_superseded(duinstede: Municipality, now: datetime) -> None:
    first = adopted(duinstede, now)
    publish_designation(duinstede.lead, first.number, DAY, "gmb-2026-1", now)
    assert keeping.in_force(DAY) is None
    assert keeping.in_force(DAY + timedelta(days=1)) == first
    second = adopted(duinstede, now)
    publish_designation(duinstede.lead, second.number, date(2026, 5, 1), "gmb-2026-2", MAY)
    assert keeping.in_force(date(2026, 5, 1)) == first
    assert keeping.in_force(date(2026, 5, 2)) == second
    assert [one.state for one in keeping.versions()] == ["gepubliceerd", "vervangen"]
    kinds = Event.objects.filter(subject_kind="designation", subject_id=first.pk).values_list(
        "kind", flat=True
    )
    assert list(kinds.order_by("id")) == [
        "designation.drafted",
        "designation.adopted",
        "designation.published",
    ]


def test_it_begins_on_the_day_that_it_names_and_never_before_publication(
    duinstede: Municipality, now: datetime
) -> None:
    later = date(2026, 7, 1)
    version = draft_designation(duinstede.lead, duinstede.organisation, later, now)
    adopt_designation(duinstede.lead, version.number, DAY, "college", now)
    assert publish_designation(duinstede.lead, version.number, DAY, "gmb-2026-1", now) == later
    assert keeping.in_force(later - timedelta(days=1)) is None
    assert keeping.in_force(later) == version


def test_who_reads_the_decision_can_find_our_forms(duinstede: Municipality, now: datetime) -> None:
    document = keeping.document_of(draft_designation(duinstede.lead, duinstede.organisation, DAY, now))
    [row] = [one for one in document.annex if one.way == "webformulier"]
    assert row.address == public_url(duinstede.organisation, f"{duinstede.service.slug}/")


def test_an_older_publication_does_not_wipe_out_a_newer_one(duinstede: Municipality, now: datetime) -> None:
    first, second = adopted(duinstede, now), adopted(duinstede, now)
    publish_designation(duinstede.lead, second.number, date(2026, 5, 1), "gmb-2026-2", MAY)
    with pytest.raises(UnableToDesignate, match="Versie 2 geldt vanaf") as refused:
        publish_designation(duinstede.lead, first.number, DAY, "gmb-2026-1", MAY)
    assert refused.value.field == "day"
    assert keeping.in_force(date(2026, 5, 2)) == second


def test_each_authority_may_decide_for_itself(duinstede: Municipality, now: datetime) -> None:
    Authority.create(kind="raad", name="gemeenteraad van Duinstede")
    Channel.objects.update(every_product=True, message_type="")
    together = adopted(duinstede, now)
    publish_designation(duinstede.lead, together.number, DAY, "gmb-2026-1", now)
    of_council = Variant(authority="raad")
    version = draft_designation(duinstede.lead, duinstede.organisation, DAY, now, of_council)
    document = keeping.document_of(version)
    assert document.authorities == ("gemeenteraad van Duinstede",)
    assert {row.authority for row in document.annex} == {"gemeenteraad van Duinstede"}
    [begins] = [one for one in document.articles if one.title == "Inwerkingtreding"]
    assert "vervalt voor dit orgaan het besluit dat is gepubliceerd als gmb-2026-1" in begins.paragraphs[1]
    adopt_designation(duinstede.lead, version.number, DAY, "raad", now)
    publish_designation(duinstede.lead, version.number, DAY, "gmb-2026-2", now)
    day = DAY + timedelta(days=1)
    assert keeping.all_in_force(day) == [together, version]
    assert keeping.in_force(day) == together
    assert keeping.in_force(day, "raad") == version
    assert keeping.in_force(day, "college") == together
    assert drift(duinstede.organisation, day).found == ()
    with pytest.raises(UnableToDesignate, match="bestuursorgaan dat deze gemeente heeft"):
        draft_designation(duinstede.lead, duinstede.organisation, DAY, now, Variant(authority="burgemeester"))


def test_an_authority_without_decision_is_named(duinstede: Municipality, now: datetime) -> None:
    Authority.create(kind="raad", name="gemeenteraad van Duinstede")
    version = draft_designation(
        duinstede.lead, duinstede.organisation, DAY, now, Variant(authority="college")
    )
    adopt_designation(duinstede.lead, version.number, DAY, "college", now)
    publish_designation(duinstede.lead, version.number, DAY, "gmb-2026-1", now)
    assert drift(duinstede.organisation, DAY + timedelta(days=1)).undecided == ("gemeenteraad van Duinstede",)


def test_the_variants_are_kept_and_written_out() -> None:
    chosen = Variant(layout=Layout.LIST, delegated=True)
    document = compose("Duinstede", BODIES, LINES, DAY, chosen, "het besluit gmb-2025-1")
    assert Document.from_json(document.as_json()) == document
    by_title = {article.title: article for article in document.articles}
    assert (
        "De gemeenteraad van Duinstede geeft het college"
        in by_title["Wijziging van de bijlage"].paragraphs[0]
    )
    assert by_title["Inwerkingtreding"].paragraphs[1] == "Op dat moment vervalt het besluit gmb-2025-1."
    assert document.title in by_title["Citeertitel"].paragraphs[0]
    assert any("10:3" in doubt for doubt in document.unverified)
    root = ElementTree.fromstring(as_xml(document, "Duinstede"))
    assert root.find(".//tbody") is None
    assert len(root.findall("gemeenteblad/regeling/bijlage/lijst/li")) == len(document.annex)


def test_only_what_the_act_leaves_open_is_told_as_undecided() -> None:
    """An application is official by its nature (Awb 2:13(1)); a report of a loose tile may not be."""
    permit = replace(PARKING, official="onbeslist")
    hole = replace(permit, product="gat", title="Losse stoeptegel", message_type=Berichtsoort.MELDING)
    [told, _] = [row.notes for row in compose("Duinstede", BODIES, [hole, permit], DAY).annex]
    assert "nog niet vast" in told[0]
    [alone] = [row.notes for row in compose("Duinstede", BODIES, [permit], DAY).annex]
    assert alone == ()
    assert not any("nog niet vast" in one for one in compose("D", BODIES, [permit], DAY).unverified)


def test_a_domain_may_have_a_way_for_each_type_and_a_net() -> None:
    box = replace(PARKING, channel=Kanaal.E_MAIL, address="parkeren@duinstede.example", message_type=None)
    permit = replace(PARKING, product="gpk", title="Gehandicaptenparkeerkaart", address="https://gpk.example")
    lines = [PARKING, permit, replace(permit, message_type=Berichtsoort.ZIENSWIJZE), box, OBJECTION, REST]
    document = compose("Duinstede", BODIES, lines, DAY, Variant(domains=Domains.TYPES))
    assert Document.from_json(document.as_json()) == document
    [domain] = [one for one in document.articles if one.title == "Kanalen voor Parkeren en verkeer"]
    assert domain.items == (
        "aanvraag over een onderwerp uit de bijlage: webformulier, op het adres dat daar staat;",
        "zienswijze over Gehandicaptenparkeerkaart: webformulier (https://gpk.example);",
        "elk ander officieel bericht over Parkeervergunning: e-mail (parkeren@duinstede.example);",
        "elk bericht over dit thema waarvoor dit besluit geen ander kanaal noemt: "
        "webformulier Stuur ons een bericht;",
    )
    assert len(document.annex) == len(lines)


def test_a_document_of_before_the_variants_can_be_read(document: Document) -> None:
    old = {key: value for key, value in document.as_json().items() if key not in {"variant", "commences"}}
    assert Document.from_json(old).annex == document.annex
    assert Document.from_json(old).variant == Variant()


def test_what_is_not_official_is_opened_and_not_designated() -> None:
    hole = replace(PARKING, title="Losse stoeptegel", message_type=Berichtsoort.MELDING, official="nee")
    document = compose("Duinstede", BODIES, [hole, replace(PARKING, official="nee"), REST], DAY)
    by_title = {article.title: article for article in document.articles}
    assert by_title["Andere berichten"].items == (
        "Losse stoeptegel, melding: webformulier Losse stoeptegel;",
    )
    # An application is official by its nature, whatever was decided.
    assert [row.product for row in document.annex] == ["Parkeervergunning", "alle onderwerpen"]


def test_of_a_long_article_only_what_changed_is_told(document: Document) -> None:
    bins = replace(PARKING, product="afval", title="Afvalcontainer")
    [change] = [
        one for one in difference(document, compose("Duinstede", BODIES, [*LINES, bins], DAY))
        if one.part.startswith("Artikel")
    ]  # fmt: skip
    assert (change.was, change.now) == ("", "Afvalcontainer;")


def test_publishing_asks_for_what_came_before(duinstede: Municipality, now: datetime) -> None:
    version = draft_designation(duinstede.lead, duinstede.organisation, DAY, now)
    with pytest.raises(UnableToDesignate, match="Stel het besluit eerst vast"):
        publish_designation(duinstede.lead, version.number, DAY, "gmb-2026-1", now)
    adopt_designation(duinstede.lead, version.number, DAY, "college", now)
    with pytest.raises(UnableToDesignate, match="geen concept meer"):
        adopt_designation(duinstede.lead, version.number, DAY, "college", now)
    with pytest.raises(UnableToDesignate, match="Kies die dag of later"):
        publish_designation(duinstede.lead, version.number, DAY - timedelta(days=1), "gmb-2026-1", now)


def test_a_case_worker_designates_nothing(duinstede: Municipality, now: datetime) -> None:
    with pytest.raises(UnableToDesignate, match="U mag geen"):
        draft_designation(duinstede.worker, duinstede.organisation, DAY, now)


def new_line(**values: object) -> NewLine:
    usual: dict[str, object] = {
        "service": "parkeervergunning", "kind": "e-mail", "message_type": "zienswijze",
        "address": "p@duinstede.example", "text": "Mail ons.", "designated": True, "every_product": False,
        "login_level": "", "requirements": (), "legal_exception": "", "joint_body": "", "because": "",
        "valid_from": DAY,
    }  # fmt: skip
    return NewLine(**{**usual, **values})


def test_drift_shows_what_the_register_became(duinstede: Municipality, now: datetime) -> None:
    version = adopted(duinstede, now)
    publish_designation(duinstede.lead, version.number, DAY, "gmb-2026-1", now)
    later = date(2026, 4, 1)
    assert drift(duinstede.organisation, later).found == ()
    add_line(duinstede.lead, new_line(), now)
    [found] = [one for one in drift(duinstede.organisation, later).found if "zienswijze" in one.change.part]
    assert (found.change.kind, found.change.now) == (Kind.ADDED, "e-mail p@duinstede.example")
    assert (found.since, found.number) == (DAY, version.number)


def test_two_designations_for_one_message_are_refused(duinstede: Municipality, now: datetime) -> None:
    # The form of the cast is designated for every kind of message about this product.
    with pytest.raises(UnableToKeep) as refused:
        add_line(duinstede.lead, new_line(message_type=""), now)
    assert "al een digitaal kanaal" in refused.value.problems["message_type"]
    form = Channel.objects.get(kind="webformulier")
    with pytest.raises(IntegrityError), transaction.atomic():
        Channel.create(
            service=form.service, kind="portaal", text="", designated=True, position=9, valid_from=DAY,
            message_type=form.message_type,
        )  # fmt: skip
    end_line(duinstede.lead, form.pk, DAY + timedelta(days=30), now)
    add_line(duinstede.lead, new_line(message_type="", valid_from=DAY + timedelta(days=30)), now)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"service": "bestaat-niet"}, "service"),
        ({"kind": "duif"}, "kind"),
        ({"message_type": "gebed"}, "message_type"),
        ({"address": ""}, "address"),
        ({"address": "geen adres"}, "address"),
        ({"kind": "niet", "designated": False}, "because"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(
    duinstede: Municipality, now: datetime, wrong: dict[str, object], field: str
) -> None:
    with pytest.raises(UnableToKeep) as refused:
        add_line(duinstede.lead, new_line(**wrong), now)
    assert field in refused.value.problems
    assert Channel.objects.count() == 1


def test_a_line_ends_once_and_never_in_the_past(duinstede: Municipality, now: datetime) -> None:
    line = add_line(duinstede.lead, new_line(), now)
    with pytest.raises(UnableToKeep, match="wat gold"):
        end_line(duinstede.lead, line, DAY - timedelta(days=1), now)
    end_line(duinstede.lead, line, DAY + timedelta(days=1), now)
    with pytest.raises(UnableToKeep, match="al geëindigd"):
        end_line(duinstede.lead, line, DAY + timedelta(days=2), now)


def test_replacing_ends_and_begins_in_one_act(duinstede: Municipality, now: datetime) -> None:
    old, begins = Channel.objects.get(), DAY + timedelta(days=5)
    Channel.objects.update(message_type="aanvraag")
    taken = add_line(duinstede.lead, new_line(), now)
    with pytest.raises(UnableToKeep, match="al een digitaal kanaal"):
        replace_line(duinstede.lead, old.pk, new_line(valid_from=begins), now)
    old.refresh_from_db()
    assert old.valid_to is None, "what could not begin ends nothing"
    with pytest.raises(UnableToKeep) as refused:
        replace_line(duinstede.lead, taken, new_line(), now)
    assert "begint zelf op maandag 2 maart 2026" in refused.value.problems["valid_from"]
    new = replace_line(duinstede.lead, old.pk, new_line(message_type="aanvraag", valid_from=begins), now)
    old.refresh_from_db()
    assert (old.valid_to, Channel.objects.get(pk=new).valid_from) == (begins, begins)
    kinds = Event.objects.filter(subject_kind="channel").order_by("id").values_list("kind", "subject_id")
    assert list(kinds)[-2:] == [("channel.ended", old.pk), ("channel.begun", new)]
    with pytest.raises(UnableToKeep, match="Misschien deed een collega"):
        replace_line(duinstede.lead, old.pk, new_line(message_type="klacht", valid_from=begins), now)


def test_what_has_begun_is_not_taken_back(duinstede: Municipality, now: datetime) -> None:
    line = add_line(duinstede.lead, new_line(valid_from=DAY + timedelta(days=1)), now)
    with pytest.raises(UnableToKeep, match="al begonnen"):
        withdraw_line(duinstede.lead, line, now + timedelta(days=1))
    withdraw_line(duinstede.lead, line, now)
    assert not Channel.objects.filter(pk=line).exists()
    assert Event.objects.filter(kind="channel.withdrawn", subject_id=line).exists()


def test_official_is_decided_where_the_act_leaves_it_open(duinstede: Municipality, now: datetime) -> None:
    lead, slug = duinstede.lead, duinstede.service.slug
    with pytest.raises(UnableToSetOfficial, match="Dat kan de gemeente niet veranderen"):
        set_official(lead, slug, "ja", "nee", now)
    Service.objects.update(message_type="melding")
    with pytest.raises(UnableToSetOfficial, match="U mag dit niet"):
        set_official(duinstede.worker, slug, "ja", "nee", now)
    with pytest.raises(UnableToSetOfficial, match="Kies ja"):
        set_official(lead, slug, "ja", "misschien", now)
    set_official(lead, slug, "ja", "nee", now)
    with pytest.raises(UnableToSetOfficial, match="Een collega"):
        set_official(lead, slug, "ja", "onbeslist", now)
    fact = json.loads(Event.objects.get(kind="service.official").body)
    assert (fact["was"], fact["official"]) == ("ja", "nee")


def test_another_municipality_sees_nothing_of_it(
    duinstede: Municipality, eikenrade: Municipality, now: datetime
) -> None:
    adopted(duinstede, now)
    with scope(eikenrade.organisation.pk):
        assert keeping.versions() == []
        assert all("Duinstede" not in line.authority for line in keeping.register())
