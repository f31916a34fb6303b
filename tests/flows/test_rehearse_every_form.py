"""Every form that comes along can be rehearsed, also one that asks for a file, and no file is made."""

from datetime import datetime
from pathlib import Path

from tests.cast import Municipality

from openloket.flows.outages.rehearse_submission import rehearse_submission
from openloket.formkit.example import example
from openloket.formkit.validate import validate_all
from openloket.intake.models import Submission
from openloket.offer import catalogue, library
from openloket.offer.forms import compiled
from openloket.tenancy.models import Authority


def test_every_form_of_the_library_can_be_rehearsed(
    duinstede: Municipality, folder: Path, now: datetime
) -> None:
    for kind in ("burgemeester", "raad"):
        Authority.create(kind=kind, name=kind)
    for key in library.product_keys():
        if key == duinstede.service.slug:
            continue
        library.adopt(key, library.Local(costs="niets", team=duinstede.team, popular=False, channels=()), now)
    offerings = catalogue.load(now.date()).offerings
    assert len(offerings) > 20
    for offering in offerings:
        done = rehearse_submission(duinstede.organisation, [offering], lambda receipt: True, now)
        assert done.shown, offering.slug
    assert Submission.objects.count() == 0
    assert list(folder.iterdir()) == []


def test_answers_by_example_are_sound(duinstede: Municipality, now: datetime) -> None:
    form = compiled(duinstede.service.form_version_id)
    answers = example(form, now.date(), lambda: "1")
    assert validate_all(form, answers, now.date()).ok
    assert answers["email"] == "proef@example.org"
