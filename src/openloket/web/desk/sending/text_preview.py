"""Texts of messages with the data of one real zaak: on the page, as e-mail, and as letter."""

import difflib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from openloket.flows.correspondence.announcing import notice_values
from openloket.flows.correspondence.writing import address_lines, values_for
from openloket.intake.models import Submission
from openloket.law.kalender import dag_in_amsterdam
from openloket.law.waarom import Stap, datum_in_woorden, waarom
from openloket.post import templates
from openloket.post.composing import Rendered, render
from openloket.post.dispatch import sender_name
from openloket.post.kinds import Kind
from openloket.post.letter_pdf.render import LetterView
from openloket.post.models import Template, Way
from openloket.post.templates import NOTICE, Texts
from openloket.post.ways import Chosen
from openloket.tenancy.addresses import public_url
from openloket.tenancy.models import Organisation
from openloket.web.desk.sending.text_samples import sample_of
from openloket.web.look.environment import assets
from openloket.zaken.models import Zaak

_SHOWN = waarom(Stap("Dit is een voorbeeld.", ""))
_LINKS = ("receipt_url", "besluit_url", "status_url", "mine_url", "outages_url", "message_url", "details_url")
_PARTS = (("Onderwerp", "subject_line"), ("Begin", "opening"), ("Slot", "closing"))


def rendered(organisation: Organisation, zaak: Zaak, kind: Kind, written: Texts, way: Way) -> Rendered:
    """The message with these texts as it would go by this way; what the zaak itself adds is a stand-in."""
    chosen = Chosen(way, "", None, False, _SHOWN)
    subject = f"{kind.title} ({zaak.reference})"
    notice = kind.name == NOTICE  # has fields of its own
    values = {
        **values_for(organisation, zaak, chosen, subject, templates.SHARED if notice else written, None),
        **sample_of(kind.name),
        **dict.fromkeys(_LINKS, public_url(organisation, "")),
    }
    if notice:
        told = notice_values(organisation, "besluit", None)
        own = templates.filled(written, told)
        values |= {"notice": told, "own": own, "subject": own.subject_line or "U hebt een bericht"}
    return render(kind.name, str(values["subject"]), values)


def letter(organisation: Organisation, zaak: Zaak, made: Rendered, now: datetime) -> LetterView:
    """The same on paper, to the sender of the zaak."""
    name = sender_name(organisation.kind, organisation.name)
    answers = Submission.objects.values_list("answers", flat=True).get(pk=zaak.submission_id)
    return LetterView(
        organisation=name,
        colour=assets().colours(organisation.look)["accent"],
        sender=", ".join([name, *organisation.address_lines]),
        to_lines=tuple(address_lines(answers) or ["(naam en adres)"]),
        reference=zaak.reference,
        written_on=datum_in_woorden(dag_in_amsterdam(now)),
        subject_line=made.subject_line,
        text=made.text,
        made_at=now.replace(microsecond=0),
    )


def difference(before: Template | None, after: Template) -> list[dict[str, Any]]:
    """What changed from one version to the next, part by part: lines with "-" for gone and "+" for new."""
    found = []
    for label, name in _PARTS:
        old = str(getattr(before, name, "") if before else "").splitlines()
        new = str(getattr(after, name)).splitlines()
        lines = [line for line in _changes(old, new) if line["text"]]
        if lines:
            found.append({"label": label, "lines": lines})
    return found


def _changes(old: list[str], new: list[str]) -> Iterator[dict[str, str]]:
    for line in difflib.ndiff(old, new):
        if line[0] in "+-":
            yield {"sign": line[0], "text": line[2:].strip()}
