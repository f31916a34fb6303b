"""What is of one person in every room: the subjects by which messages and readings of theirs are found."""

from typing import Any

from openloket.intake.models import Attachment, RawMail
from openloket.people.mandates import Viewer
from openloket.people.models import Mandate
from openloket.post.models import Message
from openloket.zaken.mine import sent_later, zaken_of

Subjects = list[tuple[str, Any]]
"""Kinds of subjects, each with a query of their ids."""


def messages_about(viewer: Viewer) -> Subjects:
    """What a message can be about to be this person's: a zaak, or a message that they sent."""
    zaken = zaken_of(viewer)
    return [
        ("zaak", zaken.values("pk")),
        ("submission", zaken.values("submission_id")),
        ("submission", sent_later(viewer).values("submission_id")),
    ]


def readable_of(person_id: int) -> Subjects:
    """What of this person employees can read, as the access log names it.

    Lists of many people's zaken are not among it: of a list the log knows how long it was, not who stood in.
    """
    viewer = Viewer(person_id)
    zaken = zaken_of(viewer)
    messages = [("zaak", zaken.values("pk")), ("submission", zaken.values("submission_id"))]
    given, held = Mandate.objects.filter(grantor_id=person_id), Mandate.objects.filter(holder_id=person_id)
    return [
        ("zaak", zaken.values("pk")),
        (
            "attachment",
            Attachment.objects.filter(submission_id__in=zaken.values("submission_id")).values("pk"),
        ),
        (
            "attachment",
            Attachment.objects.filter(submission_id__in=sent_later(viewer).values("submission_id")).values(
                "pk"
            ),
        ),
        ("mail", RawMail.objects.filter(submission_id__in=zaken.values("submission_id")).values("pk")),
        *(
            ("message", Message.objects.filter(subject_kind=kind, subject_id__in=ids).values("pk"))
            for kind, ids in messages
        ),
        ("mandate", given.values("pk")),
        ("mandate", held.values("pk")),
    ]
