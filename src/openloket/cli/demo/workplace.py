"""In the demo the organisation wrote texts of its own, and who is reached when it rehearses."""

from datetime import datetime, timedelta

from openloket.flows.correspondence.keep_texts import mark_of, publish_draft, save_draft
from openloket.flows.correspondence.rehearse_messages import add_guest
from openloket.post.kinds import kind_of
from openloket.post.templates import Texts
from openloket.tenancy.models import Employee, Organisation

_USED = Texts(
    opening="Beste {naam},\n\nFijn dat u ons schreef. Wij kunnen bijna verder met uw aanvraag.",
    closing="Komt u er niet uit? Bel {telefoon}. Wij helpen u graag.",
)
_WRITTEN = Texts(
    subject_line="Ons besluit over uw aanvraag ({kenmerk})",
    opening="Beste {naam},\n\nU vroeg ons om iets: {product}. Hieronder leest u wat wij besloten.",
)


def load_workplace(organisation: Organisation, lead: Employee, now: datetime) -> None:
    """One text in use, one still a draft, and two colleagues who get mail also during a rehearsal."""
    written_at = now - timedelta(days=20)
    draft = save_draft(lead, kind_of("supplement_request"), _USED, "", written_at)
    published_at = written_at + timedelta(hours=1)
    publish_draft(lead, kind_of("supplement_request"), mark_of(draft), published_at)
    save_draft(lead, kind_of("besluit"), _WRITTEN, "", now - timedelta(days=1))
    for colleague in ("teksten", "test"):
        add_guest(lead, f"{colleague}@{organisation.email.rpartition('@')[2]}", written_at)
