"""Mandates at the desk: judged, written down, stopped, refused; read by who may, and kept that it was."""

from datetime import UTC, datetime
from io import BytesIO

from django.test import Client
from tests.cast import Municipality
from tests.people.acting import ALL, active, person

from openloket.flows.mandates.register_mandate import Shown, send_in_mandate
from openloket.flows.receiving.keeping_files import Upload
from openloket.people.mandates import State
from openloket.people.models import AccessLog, Mandate
from openloket.post.models import Message, Way

PAGE = "/duinstede/balie/machtigingen"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
NEW = {
    "voor": "Piet Bos", "naam": "Fatma Yilmaz", "email": "", "grond": "curator", "waarvoor": "alles",
    "eerder": "ja", "reden": "Curatele- en bewindregister bekeken op 2 maart.",
}  # fmt: skip


def now() -> datetime:
    return datetime.now(UTC)


def _sent_in() -> Mandate:
    henk = person("Henk Jansen", now())
    paper = Upload("bewijs", "machtiging.pdf", len(PDF), BytesIO(PDF))
    return send_in_mandate(henk.pk, "Oma Jansen", Shown("schriftelijk", ALL, paper), now())


def test_what_waits_comes_first_and_reading_is_written_down(worker: Client, duinstede: Municipality) -> None:
    waiting = _sent_in()
    active(duinstede, person("Sanne Smit", now()), person("Fatma Yilmaz", now()), now())
    page = worker.get(PAGE).text
    assert page.index("Oma Jansen") < page.index("Sanne Smit")
    found = worker.get(f"{PAGE}?zoek=sanne").text
    assert "Sanne Smit" in found
    assert "Oma Jansen" not in found
    worker.get(f"{PAGE}/{waiting.pk}")
    paper = worker.get(f"{PAGE}/{waiting.pk}/bewijs")
    assert b"".join(paper.streaming_content) == PDF
    assert "attachment" in paper["Content-Disposition"]
    kept = list(AccessLog.objects.order_by("id").values_list("action", "reason"))
    assert [action for action, _ in kept] == ["mandate.list", "mandate.list", "mandate.read", "mandate.read"]
    assert not any("sanne" in reason for _, reason in kept), "no words that were searched for"


def test_judging_a_paper(worker: Client, duinstede: Municipality) -> None:
    waiting = _sent_in()
    refused = worker.post(f"{PAGE}/{waiting.pk}", {"stap": "afkeuren", "reden-afkeuren": "nee"})
    assert refused.status_code == 422
    assert 'id="reden-afkeuren.fout"' in refused.text
    answer = worker.post(f"{PAGE}/{waiting.pk}", {"stap": "goedkeuren"})
    assert answer["Location"].endswith("gedaan=goedgekeurd")
    assert Mandate.objects.get().state == State.ACTIVE
    assert Message.objects.get().way == Way.LETTER
    again = worker.post(f"{PAGE}/{waiting.pk}", {"stap": "goedkeuren"})
    assert again.status_code == 409
    assert "intussen veranderd" in again.text
    letter = worker.get(f"/duinstede/balie/post/{Message.objects.get().pk}")
    assert "Bericht dat iemand mag handelen" in letter.text


def test_writing_down_keeps_what_was_typed(worker: Client, duinstede: Municipality) -> None:
    wrong = worker.post(f"{PAGE}/nieuw", {**NEW, "reden": ""})
    assert wrong.status_code == 422
    assert 'value="Piet Bos"' in wrong.text
    assert 'id="reden.fout"' in wrong.text
    assert worker.post(f"{PAGE}/nieuw", NEW)["Location"].endswith("gedaan=vastgelegd")
    made = Mandate.objects.get()
    assert (made.state, made.basis, made.earlier) == (State.PROPOSED, "curator", True)


def test_only_a_lead_refuses_a_person(worker: Client, lead: Client, duinstede: Municipality) -> None:
    mandate = active(duinstede, person("Sanne Smit", now()), person("Henk Jansen", now()), now())
    here = f"{PAGE}/{mandate.pk}"
    typed = {
        "stap": "weigeren", "advocaat": "nee", "bezwaren": "ja",
        "reden-weigeren": "Deze persoon heeft bedreigingen geuit.",
    }  # fmt: skip
    assert "Deze persoon weigeren" not in worker.get(here).text
    assert worker.post(here, typed).status_code == 409
    assert "Deze persoon weigeren" in lead.get(here).text
    assert lead.post(here, {**typed, "advocaat": ""}).status_code == 422
    advocate = lead.post(here, {**typed, "advocaat": "ja"})
    assert "mag een advocaat niet weigeren" in advocate.text
    assert "bedreigingen geuit" in advocate.text
    assert lead.post(here, typed)["Location"].endswith("gedaan=geweigerd")
    assert Mandate.objects.get().state == State.REFUSED
    assert Message.objects.filter(kind="mandate_refusal").count() == 2


def test_stopping_on_request(worker: Client, duinstede: Municipality) -> None:
    mandate = active(duinstede, person("Sanne Smit", now()), person("Henk Jansen", now()), now())
    typed = {"stap": "stoppen", "reden-stoppen": "Mevrouw Smit belde en wil het niet meer."}
    assert worker.post(f"{PAGE}/{mandate.pk}", typed).status_code == 303
    assert Mandate.objects.get().state == State.WITHDRAWN


def test_another_municipality_sees_nothing(stranger: Client, duinstede: Municipality) -> None:
    mandate = _sent_in()
    for path in (f"/{mandate.pk}", f"/{mandate.pk}/bewijs"):
        assert stranger.get(f"/eikenrade/balie/machtigingen{path}").status_code == 404
    assert "Oma" not in stranger.get("/eikenrade/balie/machtigingen").text
    refused = stranger.post(f"/eikenrade/balie/machtigingen/{mandate.pk}", {"stap": "goedkeuren"})
    assert refused.status_code == 404
