"""Logging in for another by the chain of the provider: through the real provider of the demo."""

from django.test import Client
from tests.cast import Municipality
from tests.login import AtProvider
from tests.web.mijn.browsing import HERE, now
from tests.web.mijn.test_acting_in_forms import FORM, fill_in, send

from openloket.flows.mandates.refuse_representative import Objections, refuse_representative
from openloket.intake.models import Submission
from openloket.people.models import Mandate, Person
from openloket.post.models import Message
from openloket.zaken.models import Zaak


def test_who_is_mandated_there_acts_here_in_that_session_only(provider: AtProvider) -> None:
    his = Client()
    provider.log_in(his, "karim-voor-willemijn")
    page = his.get(f"{HERE}/").text
    assert "U handelt voor <strong>Willemijn de Jong</strong>" in page
    fill_in(his)
    send(his)
    sent = Submission.objects.get()
    assert sent.represented is not None
    assert (sent.person.name, sent.represented.name) == ("Karim Haddad", "Willemijn de Jong")
    assert sent.represented.last_at is None, "she herself did not log in"
    his.post(f"{HERE}/zelf")
    assert "U handelt voor" in his.get(f"{HERE}/").text, "the login was for her, so it stays for her"
    own = Client()
    provider.log_in(own, "karim")
    assert "Willemijn" not in own.get(f"{HERE}/voor-wie").text
    hers = Client()
    provider.log_in(hers, "willemijn")
    assert Zaak.objects.get().reference in hers.get(f"{HERE}/").text


def test_a_draft_goes_on_after_the_next_login(provider: AtProvider) -> None:
    his = Client()
    provider.log_in(his, "boekhouder", at="eherkenning")
    fill_in(his)
    provider.log_in(his, "boekhouder", at="eherkenning")
    assert "AB-123-C" in his.get(f"{FORM}/controle").text
    send(his)
    fill_in(his)
    send(his)
    assert Submission.objects.count() == 2
    assert Mandate.objects.count() == 2
    assert Message.objects.filter(kind="mandate_used").count() == 1, "told once, not at every login"
    provider.log_in(his, "kwint", at="eherkenning")
    page = his.get(f"{HERE}/").text
    assert "U handelt voor" not in page
    assert not any(one.reference in page for one in Zaak.objects.all())


def test_who_was_refused_can_not_come_in_by_the_chain(provider: AtProvider, duinstede: Municipality) -> None:
    his = Client()
    provider.log_in(his, "karim-voor-willemijn")
    found = Objections(False, True, "Deze persoon heeft bedreigingen geuit.")
    refuse_representative(duinstede.organisation, duinstede.lead, Mandate.objects.get().pk, found, now())
    assert "U handelt voor" not in his.get(f"{HERE}/voor-wie").text
    answer = provider.log_in(Client(), "karim-voor-willemijn")
    assert answer.status_code == 403
    assert "U mag niet voor deze persoon handelen" in answer.text
    assert provider.log_in(Client(), "karim").status_code == 302
    assert Person.objects.count() == 2
