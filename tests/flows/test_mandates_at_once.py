"""Mandates at the same moment: one answer counts, and no message slips past an end."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from tests import cast
from tests.at_once import at_once, done
from tests.people.acting import active, invitation, person, who

from openloket.evidence.models import Event
from openloket.flows.mandates.answer_mandate import accept_mandate, refuse_mandate
from openloket.flows.mandates.end_mandate import limit_mandate, withdraw_mandate
from openloket.flows.mandates.mandating import Terms, UnableToMandate
from openloket.flows.submit_form import NotTheirs, submit_form
from openloket.intake import drafts
from openloket.intake.models import Submission
from openloket.intake.references import new_key
from openloket.people.mandates import State
from openloket.people.models import Mandate
from openloket.post.models import Message

NOW = datetime(2026, 3, 2, 9, 15, tzinfo=UTC)


def test_one_answer_counts(town: cast.Municipality) -> None:
    sanne = person("Sanne Smit", NOW)
    people = [person(name, NOW) for name in ("Henk Jansen", "Fatma Yilmaz", "H. Jansen")]
    key = invitation(town, sanne, "Henk Jansen", NOW)
    acts: list[Callable[[], object]] = [
        lambda one=one: accept_mandate(town.organisation, key, one.pk, NOW) for one in people
    ]
    acts.append(lambda: refuse_mandate(key, people[0].pk, NOW))
    assert done(at_once(acts, UnableToMandate)) == 1
    kinds = list(Event.objects.filter(subject_kind="mandate").values_list("kind", flat=True))
    assert len(kinds) == 2, kinds


def test_stopped_and_narrowed_at_once(town: cast.Municipality) -> None:
    sanne, henk = person("Sanne Smit", NOW), person("Henk Jansen", NOW)
    mandate = active(town, sanne, henk, NOW)
    narrow = Terms(False, ("parkeervergunning",), None)
    acts: list[Callable[[], object]] = [
        lambda: withdraw_mandate(mandate.pk, sanne.pk, NOW),
        lambda: withdraw_mandate(mandate.pk, henk.pk, NOW),
        lambda: limit_mandate(mandate.pk, sanne.pk, narrow, NOW),
    ]
    outcomes = at_once(acts, UnableToMandate)
    assert done(outcomes) == 1
    assert Mandate.objects.filter(state=State.ACTIVE).count() <= 1


def test_a_message_and_the_end_of_its_mandate(town: cast.Municipality) -> None:
    """Whichever was first: a message on a mandate that had ended is never received, and its facts agree."""
    sanne, henk = person("Sanne Smit", NOW), person("Henk Jansen", NOW)
    for _ in range(4):
        mandate = active(town, sanne, henk, NOW)
        his, key = who(henk, NOW, mandate.pk), new_key()
        drafts.keep(
            key, town.service.pk, town.service.form_version_id,
            {"naam": "Sanne Smit", "kenteken": "AB-123-C"}, NOW, owner=his.owner,
        )  # fmt: skip
        before = Submission.objects.count()
        submit = partial(submit_form, town.organisation, key, False, NOW, who=his)
        withdraw = partial(withdraw_mandate, mandate.pk, sanne.pk, NOW)
        sent, stopped = at_once([submit, withdraw], UnableToMandate, NotTheirs)
        assert not isinstance(stopped, Exception)
        received = Submission.objects.count() - before
        assert received == (0 if isinstance(sent, NotTheirs) else 1)
        if received:
            facts = Event.objects.filter(kind__in=("submission.received", "mandate.withdrawn")).order_by(
                "-id"
            )[:2]
            assert [one.kind for one in facts] == ["mandate.withdrawn", "submission.received"]


def test_the_first_use_is_told_once(town: cast.Municipality) -> None:
    sanne, henk = person("Sanne Smit", NOW), person("Henk Jansen", NOW)
    mandate = active(town, sanne, henk, NOW)
    his, keys = who(henk, NOW, mandate.pk), [new_key() for _ in range(3)]
    answers = {"naam": "Sanne Smit", "kenteken": "AB-123-C"}
    for key in keys:
        version = town.service.form_version_id
        drafts.keep(key, town.service.pk, version, answers, NOW, owner=his.owner)
    at_once([partial(submit_form, town.organisation, key, False, NOW, who=his) for key in keys])
    assert Message.objects.filter(kind="mandate_used").count() == 1
