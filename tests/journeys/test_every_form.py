"""Every form of the library can be filled in, checked, sent and proved, over HTTP and without scripts."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openloket.evidence.signing import signing_key
from openloket.evidence.verify import Verdict, verify_file
from openloket.flows.proving.seal_log import seal_log
from openloket.intake.models import Submission
from openloket.law.kalender import dag_in_amsterdam
from openloket.offer import library
from openloket.offer.forms import compiled
from openloket.zaken.models import Zaak
from tests.cast import Municipality
from tests.journeys.filling_in import answers_for, draft_key, fill_in
from tests.zaken.making import adopt

MOST_STATEMENTS = 12
# Who signs with the sender is written down and asked, each with an e-mail: one who is asked costs eight.
MOST_WITH_A_SIGNER = 20


@pytest.mark.parametrize("key", library.product_keys())
def test_a_form_is_filled_in_sent_and_proved(duinstede: Municipality, client: Client, key: str) -> None:
    service = adopt(duinstede, key)
    form = compiled(service.form_version_id)
    more = {"email": "burger@example.nl"} if form.field("email") else {}
    answers = answers_for(form, dag_in_amsterdam(datetime.now(UTC)), **more)
    base = f"/duinstede/{key}"
    assert service.title in client.get(f"{base}/").content.decode()
    check = fill_in(client, base, form, answers)

    with CaptureQueriesContext(connection) as captured:
        sent = client.post(f"{base}/versturen", {"draft_key": draft_key(check), "bereikbaarheid": "ja"})
    assert sent.status_code == 302, sent.content.decode()[:3000]
    most = MOST_WITH_A_SIGNER if form.co_signers else MOST_STATEMENTS
    assert len(captured) <= most, [query["sql"][:100] for query in captured]

    submission = Submission.objects.get()
    receipt = client.get(sent["Location"])
    assert receipt.status_code == 200
    assert submission.reference in receipt.content.decode()
    zaak = Zaak.objects.get()
    assert (zaak.reference, zaak.last_day is None) == (submission.reference, False)

    seal_log(datetime.now(UTC))
    for name in ("ontvangstbewijs.pdf", "bewijs.json"):
        file = client.get(f"{sent['Location']}/{name}").content
        report = verify_file(file, [signing_key().public])
        assert report.verdict is Verdict.SEALED, [(check.name, check.text) for check in report.checks]
