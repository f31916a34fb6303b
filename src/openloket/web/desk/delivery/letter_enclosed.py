"""What goes into the envelope besides the letter: with a message carried on or back, all that came."""

from django.db.models import Q

from openloket.intake.models import Attachment, Referral
from openloket.post.models import Message
from openloket.zaken.models import Zaak


def enclosed(message: Message, desk: str) -> list[dict[str, str]]:
    """The proof of receipt and each file, to print; empty for other letters. `desk` is where the desk is."""
    carries = Q(carried=message) | Q(message=message, way=Referral.Way.RETURNED)
    referral = Referral.objects.filter(carries).first()
    if referral is None:
        return []
    zaak = Zaak.objects.only("reference").get(submission_id=referral.submission_id)
    root = f"{desk}zaak/{zaak.reference}"
    files = Attachment.objects.filter(submission_id=referral.submission_id).order_by("id")
    return [
        {"label": "Ontvangstbewijs (PDF)", "url": f"{root}/ontvangstbewijs.pdf"},
        *({"label": file.name, "url": f"{root}/bijlage/{file.pk}"} for file in files),
    ]
