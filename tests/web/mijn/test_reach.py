"""Which messages come how: said in the words that are kept, taken back, and found in the mailbox."""

import re
from datetime import timedelta

from tests.adapters.notifyserver import KEY
from tests.cast import Municipality
from tests.people.acting import person
from tests.people.proving import company
from tests.web.mijn.browsing import HERE, browser, now
from tests.zaken.making import send

from openloket.evidence.models import Event
from openloket.flows.correspondence.place_message import place_message
from openloket.flows.correspondence.send_status import send_status
from openloket.flows.delivery.choose_carrier import Typed, choose_carrier, choose_none
from openloket.people.models import Preference, Reachability
from openloket.people.persons import known
from openloket.post.models import Message, MessageRead, Printed, Way
from openloket.zaken.models import Zaak

BY_ZAAK = {"besluit": "zaak", "verzoek_om_aanvulling": "zaak", "uitnodiging": "zaak", "mededeling": "zaak"}
PAGE = f"{HERE}/gegevens/berichten"


def test_a_yes_is_kept_in_its_words_and_taken_back(duinstede: Municipality) -> None:
    sanne = person("Sanne Smit", now())
    hers = browser(sanne)
    chosen = {**BY_ZAAK, "besluit": "portal", "geen-melding": "ja"}
    refused = hers.post(PAGE, chosen)
    assert refused.status_code == 422
    assert 'id="besluit.fout"' in refused.text, "without an address nobody can be told"
    Preference.create(person=sanne, email="sanne@post.example", confirmed_at=now(), changed_at=now())
    shown = hers.get(PAGE).text
    assert "bewaard" in hers.post(PAGE, chosen, follow=True).text
    kept = Reachability.objects.get(withdrawn_at=None)
    assert (kept.way, kept.sort, kept.person) == ("portal", "besluit", sanne)
    assert kept.wording in shown
    hers.post(PAGE, {**chosen, "mededeling": "email"})
    assert Reachability.objects.filter(withdrawn_at=None).count() == 2, "what did not change stays as it is"
    hers.post(PAGE, {**BY_ZAAK, "geen-melding": "nee"})
    [opted_out] = Reachability.objects.filter(withdrawn_at=None)
    assert (opted_out.way, opted_out.wording in shown) == ("no_notice", True)
    hers.post(PAGE, {**BY_ZAAK, "mededeling": "email", "geen-melding": "ja"})
    hers.post(f"{HERE}/gegevens/adres", {"weg": "1"})
    assert not Reachability.objects.filter(withdrawn_at=None).exists(), "the address is gone"
    assert not any("post.example" in body for body in Event.objects.values_list("body", flat=True))


def test_the_message_box_is_offered_to_who_has_one(duinstede: Municipality) -> None:
    sanne, bakery = person("Sanne Smit", now()), known(company(), now())
    in_box = {**BY_ZAAK, "besluit": "box", "geen-melding": "ja"}
    assert "Berichtenbox" not in browser(sanne).get(PAGE).text
    assert browser(sanne).post(PAGE, in_box).status_code == 422
    choose_carrier(duinstede.organisation, duinstede.lead, Way.BOX, Typed("notify", {}, KEY), now())
    assert "Berichtenbox" not in browser(bakery).get(PAGE).text
    shown = browser(sanne).get(PAGE).text
    assert "bewaard" in browser(sanne).post(PAGE, in_box, follow=True).text
    kept = Reachability.objects.get(withdrawn_at=None)
    assert (kept.way, kept.sort, kept.wording in shown) == ("box", "besluit", True)
    choose_none(duinstede.lead, Way.BOX, now())
    assert "De Berichtenbox kan nu niet" in browser(sanne).get(PAGE).text


def test_a_message_in_the_mailbox(duinstede: Municipality) -> None:
    at = now() - timedelta(minutes=1)
    zaak, sanne = send(duinstede, at), person("Sanne Smit", at)
    Zaak.objects.filter(pk=zaak.pk).update(person=sanne)
    zaak.person_id = sanne.pk
    hers = browser(sanne)
    hers.post(PAGE, {**BY_ZAAK, "mededeling": "portal", "geen-melding": "nee"})
    message = send_status(duinstede.organisation, duinstede.worker, zaak, now())
    assert hers.get(f"{HERE}/berichten/{message.pk}").status_code == 404, "not placed yet"
    place_message(message.pk, now())
    listed = hers.get(f"{HERE}/berichten").text
    assert re.search(r"Hoe het ervoor staat.*Nieuw", listed, re.DOTALL)
    assert "hier in Mijn omgeving" in hers.get(f"{HERE}/berichten/{message.pk}").text
    assert MessageRead.objects.filter(message=message, person=sanne).exists()
    assert "Nieuw" not in hers.get(f"{HERE}/berichten").text
    once = hers.get(f"{HERE}/berichten/{message.pk}/bericht.pdf").content
    assert once.startswith(b"%PDF")
    assert hers.get(f"{HERE}/berichten/{message.pk}/bericht.pdf").content == once
    assert Printed.objects.filter(message=Message.objects.get(pk=message.pk)).count() == 1
    other = browser(person("Henk Jansen", at))
    assert other.get(f"{HERE}/berichten/{message.pk}/bericht.pdf").status_code == 404
