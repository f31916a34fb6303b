"""Reminders ahead: of what is not sent, of what will be forgotten, and of what ends."""

from datetime import date, datetime, timedelta

from tests.cast import Municipality
from tests.flows.deciding import decide, filled
from tests.people.acting import person, who
from tests.zaken.making import send

from openloket.evidence.models import Event
from openloket.flows.decisions.make_known import make_known_by_hand
from openloket.flows.decisions.remind_entitlements import remind_entitlements
from openloket.flows.drafts.begin_again import begin_again
from openloket.flows.drafts.remind_drafts import remind_drafts
from openloket.intake import drafts
from openloket.intake.models import Draft, Submission
from openloket.intake.references import new_key
from openloket.law.kalender import dag_in_amsterdam
from openloket.people.models import Person, Preference
from openloket.post.models import Message
from openloket.tenancy.scope import scope
from openloket.zaken.models import Entitlement, Zaak

REASON = "U woont in het gebied waar vergunningen gelden."


def _chose_mail(someone: Person, now: datetime) -> None:
    ways = {"concepten": "e-mail", "producten": "e-mail"}
    Preference.create(person=someone, email="sanne@post.example", confirmed_at=now, ways=ways, changed_at=now)


def _draft(town: Municipality, someone: Person, now: datetime) -> str:
    key = new_key()
    owner = (someone.pk, None)
    service = town.service
    drafts.keep(key, service.pk, service.form_version_id, {"naam": "Sanne"}, now, owner=owner)
    return key


def test_a_draft_is_told_of_after_two_days_and_twice_before_it_goes(
    duinstede: Municipality, now: datetime
) -> None:
    sanne = person("Sanne Smit", now)
    _chose_mail(sanne, now)
    _draft(duinstede, sanne, now)
    told = []
    for hours in range(0, 30 * 24 + 1, 8):
        if remind_drafts(now + timedelta(hours=hours)):
            with scope(duinstede.organisation.pk):
                told.append((hours, Message.objects.latest("pk").subject_line))
    with scope(duinstede.organisation.pk):
        assert [line for _, line in told] == [
            "U hebt nog iets niet verstuurd",
            "Wij gooien binnenkort iets weg",
            "Wij gooien binnenkort iets weg",
        ]
        assert [hours for hours, _ in told] == [56, 23 * 24 + 8, 29 * 24 + 8]
        assert "Parkeervergunning" not in Message.objects.latest("pk").text, "that stays behind the login"
        kinds = list(Event.objects.filter(subject_kind="draft").values_list("kind", flat=True))
        assert sorted(kinds) == ["draft.reminded", "draft.warned", "draft.warned"]


def test_who_goes_on_is_reminded_anew_and_without_address_nothing_is_mailed(
    duinstede: Municipality, now: datetime
) -> None:
    sanne = person("Sanne Smit", now)
    key = _draft(duinstede, sanne, now)
    later = now + timedelta(days=3)
    assert remind_drafts(later) == 1
    with scope(duinstede.organisation.pk):
        service = duinstede.service
        drafts.keep(key, service.pk, service.form_version_id, {"naam": "Sanne S"}, later)
        assert Draft.objects.get().reminded_at is None
    assert remind_drafts(later + timedelta(days=3)) == 1
    with scope(duinstede.organisation.pk):
        assert not Message.objects.exists()


def _granted(town: Municipality, someone: Person, now: datetime, until: date) -> Zaak:
    zaak = send(town, now)
    Zaak.objects.filter(pk=zaak.pk).update(person=someone)
    what = filled("toewijzing", besluit="U krijgt het.", reden=REASON, tot_en_met=until.isoformat())
    besluit = decide(town, zaak, what, now, hand_over=True)
    assert not Entitlement.objects.exists(), "it works when it is made known"
    make_known_by_hand(town.worker, besluit, "uitreiking", dag_in_amsterdam(now), now)
    return zaak


def test_what_was_granted_for_a_time_begins_when_it_is_made_known(
    duinstede: Municipality, now: datetime
) -> None:
    sanne, today = person("Sanne Smit", now), dag_in_amsterdam(now)
    _granted(duinstede, sanne, now, today + timedelta(days=100))
    row = Entitlement.objects.get()
    assert (row.begins_on, row.ends_on) == (today, today + timedelta(days=100))


def test_what_ends_is_told_of_once_six_weeks_ahead(duinstede: Municipality, now: datetime) -> None:
    sanne, today = person("Sanne Smit", now), dag_in_amsterdam(now)
    _chose_mail(sanne, now)
    _granted(duinstede, sanne, now, today + timedelta(days=100))
    assert remind_entitlements(now + timedelta(days=57)) == 0
    assert remind_entitlements(now + timedelta(days=58)) == 1
    assert remind_entitlements(now + timedelta(days=59)) == 0
    with scope(duinstede.organisation.pk):
        message = Message.objects.get(kind="entitlement_ends")
        assert message.to_address == "sanne@post.example"
        assert "Parkeervergunning" not in message.text


def test_it_is_asked_again_with_the_answers_of_the_last_time(duinstede: Municipality, now: datetime) -> None:
    sanne = person("Sanne Smit", now)
    zaak = send(duinstede, now, kenteken="GH-456-J")
    earlier = Submission.objects.get(pk=zaak.submission_id)
    key = begin_again(earlier, duinstede.service.form_version_id, who(sanne, now).owner, now)
    found = drafts.find(key)
    assert found is not None
    assert found.answers == {"naam": "Jan Jansen", "kenteken": "GH-456-J"}
    assert found.owner == (sanne.pk, None)
