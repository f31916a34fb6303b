"""Sending for somebody: recorded with every message, shown to both, and never mixed up between clients."""

import json
from datetime import timedelta

from django.test import Client
from tests.cast import Municipality
from tests.people.acting import active, person, who
from tests.people.proving import citizen
from tests.web.mijn.browsing import HERE, browser, now
from tests.zaken.making import ABOUT, adopt
from tests.zaken.making import send as zaak_sent

from openloket.flows.drafts.begin_about import begin_about
from openloket.flows.mandates.mandating import Terms
from openloket.flows.receiving.sendable import find_sendable
from openloket.flows.submit_form import submit_form
from openloket.intake import drafts
from openloket.intake.models import Draft, Submission
from openloket.people.mandates import State
from openloket.people.models import Mandate, Person
from openloket.people.persons import known
from openloket.post.models import Message
from openloket.web import directory
from openloket.zaken.models import Zaak

FORM = "/duinstede/parkeervergunning"


def fill_in(client: Client, plate: str = "AB-123-C") -> None:
    """Both pages of the small form."""
    directory.forget()
    client.post(f"{FORM}/formulier/wie", {"naam": "Sanne Smit", "email": ""})
    client.post(f"{FORM}/formulier/auto", {"kenteken": plate})


def send(client: Client, **more: str) -> str:
    """Press the button; gives where it leads."""
    return str(client.post(f"{FORM}/versturen", more)["Location"])


def _town(duinstede: Municipality) -> tuple[Person, Person, Person]:
    return person("Sanne Smit", now()), person("Henk Jansen", now()), person("Fatma Yilmaz", now())


def test_every_message_tells_who_sent_it_for_whom_and_why(duinstede: Municipality) -> None:
    sanne, henk, _ = _town(duinstede)
    mandate = active(duinstede, sanne, henk, now())
    his = browser(henk, mandate.pk)
    fill_in(his)
    receipt = send(his)
    sent = Submission.objects.get()
    assert (sent.person, sent.represented, sent.mandate) == (henk, sanne, mandate)
    assert Zaak.objects.get().person == sanne
    rows = {row["key"]: row["lines"] for row in json.loads(sent.copy)["steps"][-1]["rows"]}
    assert rows["ingestuurd_door"] == ["Henk Jansen"]
    assert rows["namens"] == ["Sanne Smit"]
    assert rows["grondslag"] == ["machtiging in Mijn omgeving"]
    assert "Henk Jansen" in his.get(receipt).text
    hers = browser(sanne)
    reference = Zaak.objects.get().reference
    assert reference in hers.get(f"{HERE}/").text, "who is represented sees it"
    assert "(via Henk Jansen)" in hers.get(f"{HERE}/zaken/{reference}").text
    assert "(via " not in his.get(f"{HERE}/zaken/{reference}").text
    assert reference not in browser(henk).get(f"{HERE}/").text, "for himself he has nothing"


def test_the_first_use_is_told_once(duinstede: Municipality) -> None:
    sanne, henk, _ = _town(duinstede)
    his = browser(henk, active(duinstede, sanne, henk, now()).pk)
    for plate in ("AB-123-C", "XY-987-Z"):
        fill_in(his, plate)
        send(his)
    assert Submission.objects.count() == 2
    told = Message.objects.get(kind="mandate_used")
    assert "Henk Jansen heeft namens u een bericht" in told.text


def test_a_form_for_one_client_is_not_sent_for_another(duinstede: Municipality) -> None:
    sanne, henk, fatma = _town(duinstede)
    for_sanne, for_fatma = active(duinstede, sanne, henk, now()), active(duinstede, fatma, henk, now())
    his = browser(henk, for_sanne.pk)
    fill_in(his)
    his.post(f"{HERE}/voor-wie", {"wie": for_fatma.pk})
    other_tab = his.post(f"{FORM}/formulier/auto", {"kenteken": "ZZ-999-Z"})
    assert other_tab.status_code == 409
    assert "Sanne" not in other_tab.text
    assert send(his) == f"{FORM}/controle"
    assert his.get(f"{FORM}/controle").status_code == 409
    assert not Submission.objects.exists()
    his.post(f"{HERE}/voor-wie", {"wie": for_sanne.pk})
    assert "ZZ-999-Z" in his.get(f"{FORM}/controle").text, "what was typed in the other tab is not lost"
    send(his)
    assert Submission.objects.get().represented == sanne


def test_a_mandate_that_ended_sends_nothing_and_loses_nothing(duinstede: Municipality) -> None:
    sanne, henk, _ = _town(duinstede)
    his = browser(henk, active(duinstede, sanne, henk, now()).pk)
    fill_in(his)
    Mandate.objects.update(state=State.WITHDRAWN)
    assert send(his) == f"{FORM}/controle"
    assert not Submission.objects.exists()
    assert his.get(f"{FORM}/controle")["Location"].startswith("/duinstede/mijn/voor-wie?verder=")
    assert Draft.objects.get().answers["kenteken"]


def test_a_link_that_was_kept_opens_nothing_after_the_mandate_ended(duinstede: Municipality) -> None:
    sanne, henk, fatma = _town(duinstede)
    his = browser(henk, active(duinstede, sanne, henk, now()).pk)
    fill_in(his)
    receipt = send(his)
    papers = [receipt, f"{receipt}/bewijs.json", f"{receipt}/ontvangstbewijs.pdf"]
    assert [his.get(one).status_code for one in papers] == [200, 200, 200]
    for_fatma = browser(henk, active(duinstede, fatma, henk, now()).pk)
    Mandate.objects.filter(grantor=sanne).update(state=State.WITHDRAWN)
    for client in (Client(), his, for_fatma, browser(henk), browser(fatma)):
        for one in papers:
            answer = client.get(one, follow=True)
            assert "AB-123-C" not in answer.text
            assert answer.request["PATH_INFO"].endswith("/inloggen") or answer.status_code == 404
        began = client.post(f"{receipt}/aanvullen/", follow=True)
        assert "Sanne" not in began.text
    assert "AB-123-C" in browser(sanne).get(receipt).text, "who is represented still sees it"


def test_another_product_is_not_covered(duinstede: Municipality) -> None:
    sanne, henk, _ = _town(duinstede)
    mandate = active(duinstede, sanne, henk, now(), Terms(False, ("parkeervergunning",), None))
    Mandate.objects.filter(pk=mandate.pk).update(products=["rijbewijs"])
    his = browser(henk, mandate.pk)
    fill_in(his)
    assert his.get(f"{FORM}/formulier/wie").status_code == 403
    send(his)
    assert not Submission.objects.exists()


def test_a_message_about_a_zaak_belongs_to_its_product(duinstede: Municipality) -> None:
    sanne, henk, fatma = _town(duinstede)
    mandate = active(duinstede, sanne, henk, now(), Terms(False, ("parkeervergunning",), None))
    zaak = zaak_sent(duinstede, now())
    service = adopt(duinstede, "intrekken")
    his = who(henk, now(), mandate.pk)
    key = begin_about(zaak, service.pk, service.form_version_id, now(), owner=his.owner)
    drafts.keep(key, service.pk, service.form_version_id, ABOUT["intrekken"], now())
    found, theirs = find_sendable(key, now(), his), find_sendable(key, now(), who(fatma, now()))
    assert found is not None
    assert theirs is not None
    assert found.open_to(his)
    assert not theirs.open_to(who(fatma, now())), "it is Henk's draft"
    sent = submit_form(duinstede.organisation, key, False, now(), who=his)
    assert Submission.objects.get(reference=sent.reference).mandate == mandate
    receipt = f"/duinstede/ontvangst/{sent.reference}/{sent.access_key}"
    paper = f"{receipt}/openen"
    assert [one.get(paper).status_code for one in (browser(henk, mandate.pk), browser(fatma))] == [200, 404]


def test_who_sits_beside_says_so_at_each_message(duinstede: Municipality) -> None:
    henk = person("Henk Jansen", now())
    his = browser(henk)
    his.post(f"{HERE}/ernaast", {"naam": "Mevrouw De Boer", "erbij": "ja"})
    fill_in(his)
    assert "Ik ben Mevrouw De Boer" in his.get(f"{FORM}/controle").text
    again = his.get(send(his))
    assert again.status_code == 422
    assert 'id="meegelezen.fout"' in again.text
    assert not Submission.objects.exists()
    send(his, meegelezen="ja")
    sent = Submission.objects.get()
    assert (sent.person, sent.represented) == (henk, None)
    assert sent.mandate is not None
    assert sent.mandate.basis == "ernaast"
    assert "Mevrouw De Boer zat erbij en las mee" in sent.copy
    assert Zaak.objects.get().person is None
    reference = Zaak.objects.get().reference
    assert reference in his.get(f"{HERE}/").text, "as long as they sit there"
    his.post(f"{HERE}/zelf")
    assert reference not in his.get(f"{HERE}/").text
    assert not Message.objects.filter(kind="mandate_used").exists()


def test_who_acts_sees_only_what_the_mandate_covers(duinstede: Municipality) -> None:
    sanne, henk, fatma = _town(duinstede)
    own = browser(sanne)
    fill_in(own)
    send(own)
    before = Zaak.objects.get()
    Zaak.objects.update(received_at=now() - timedelta(days=400))
    recent = active(duinstede, sanne, henk, now())
    whole = active(duinstede, sanne, henk, now(), Terms(True, (), None, earlier=True))
    elsewhere = active(duinstede, sanne, henk, now())
    Mandate.objects.filter(pk=elsewhere.pk).update(products=["rijbewijs"], earlier=True)
    other = active(duinstede, fatma, henk, now())
    given = (recent, whole, elsewhere, other)
    seen = [before.reference in browser(henk, one.pk).get(f"{HERE}/").text for one in given]
    assert seen == [False, True, False, False]


def test_nobody_sees_anything_of_another(duinstede: Municipality, eikenrade: Municipality) -> None:
    """Every page of Mijn omgeving, as everybody of the cast: names and references of others are nowhere."""
    sanne, henk, fatma = _town(duinstede)
    noor = known(citizen("999991115", "Noor Bakker"), now())
    mandates = {one.name: active(duinstede, one, henk, now()) for one in (sanne, fatma)}
    references = {}
    for name, one in mandates.items():
        his = browser(henk, one.pk)
        fill_in(his)
        send(his)
        references[name] = Zaak.objects.order_by("-pk").first().reference
    paths = ["/", "/voor-wie", "/ernaast", "/machtigingen", "/machtigingen/geven", "/machtigingen/vragen"]
    paths += ["/machtigingen/insturen", "/machtigingen/code/x", "/zelf"]
    paths += [f"/machtigingen/{one.pk}/{what}" for one in mandates.values() for what in ("kleiner", "klopt")]

    def walk(client: Client, town: str = "duinstede") -> str:
        return "\n".join(client.get(f"/{town}/mijn{path}", follow=True).text for path in paths)

    all_of_noor = walk(browser(noor))
    for secret in ("Sanne", "Fatma", "Henk", *references.values()):
        assert secret not in all_of_noor
    for mine, theirs in ((sanne, fatma), (fatma, sanne)):
        seen = walk(browser(mine))
        assert references[mine.name] in seen
        assert theirs.name not in seen
        assert references[theirs.name] not in seen
    for name, mandate in mandates.items():
        (other,) = set(mandates) - {name}
        acting = browser(henk, mandate.pk)
        page = acting.get(f"{HERE}/").text
        assert references[name] in page
        assert other not in page
        assert references[other] not in page
    stranger = browser(henk, mandates["Sanne Smit"].pk)
    assert "Sanne" not in walk(stranger, "eikenrade")
