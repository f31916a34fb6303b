"""The texts of the receipt PDF."""

from openloket.evidence.copy import Copy
from openloket.intake.models import Receipt
from openloket.intake.receipts import ProofFile
from openloket.intake.signatures import signing_of
from openloket.post.receipt_pdf.render import (
    AttachmentView,
    ContactView,
    ReceiptView,
    RowView,
    StepView,
    WhyView,
)
from openloket.tenancy.addresses import installation_url
from openloket.tenancy.local_time import in_words
from openloket.tenancy.models import Organisation
from openloket.web.look.environment import assets
from openloket.web.look.wording import file_size
from openloket.web.signatures import shown_round

FILLED_IN, ENTERED = "Wat u hebt ingevuld", "Wat wij hebben opgeschreven"
STAMPED = "Het bewijs ligt vast in het register. Het tijdstip is bevestigd door: {tsa}."
SEALED = "Het bewijs ligt vast in het register: niemand kan het nog ongemerkt veranderen."
PROMISED = (
    "Het bewijs is ondertekend. Download dit bestand later nog eens: "
    "dan staat ook de plaats in het register erin."
)


def pdf_view(organisation: Organisation, receipt: Receipt, copy: Copy, proof: ProofFile) -> ReceiptView:
    """Everything that stands in the PDF; the same receipt and proof give the same document."""
    told = receipt.consequences
    term = told["term"]
    state = STAMPED.format(tsa=proof.stamped_by) if proof.stamped_by else SEALED
    if not proof.sealed:
        state = PROMISED
    signatures = _signatures(receipt)
    return ReceiptView(
        organisation=copy.organisation,
        colour=assets().colours(organisation.look)["accent"],
        reference=copy.reference,
        received_at=told.get("received") or in_words(copy.received_at),
        copy_title=ENTERED if told.get("entered") else FILLED_IN,
        product=told["service"],
        steps=tuple(
            StepView(step.title, tuple(RowView(row.label, row.lines) for row in step.rows))
            for step in copy.steps
        )
        + signatures,
        attachments=tuple(
            AttachmentView(file.name, file_size(file.size), file.sha256) for file in copy.attachments
        ),
        after=tuple(told["after"]),
        last_day=term["laatste_dag_tekst"],
        why=tuple(WhyView(step["tekst"], step["artikel"]) for step in term["waarom"]["stappen"]),
        contact=_contact(organisation),
        help_text=organisation.help_text,
        proof_state=state,
        verify_url=installation_url("controleren"),
        verify_command=f"openloket verify {copy.reference}.pdf --key sleutel.pem",
        made_at=copy.received_at.replace(microsecond=0),
    )


def _signatures(receipt: Receipt) -> tuple[StepView, ...]:
    """Who signed with the sender, and who not yet, at the moment that the PDF is made."""
    signing = signing_of(receipt.submission)
    if signing is None:
        return ()
    rows = tuple(RowView(one["name"], (one["state"], *one["told"])) for one in shown_round(signing))
    return (StepView("Handtekeningen op dit moment", rows),)


def _contact(organisation: Organisation) -> tuple[ContactView, ...]:
    told = (
        ContactView("Telefoon", organisation.phone),
        ContactView("E-mail", organisation.email),
        ContactView("Adres", ", ".join(organisation.address_lines)),
        ContactView("Open", ", ".join(organisation.opening_hours_lines)),
    )
    return tuple(one for one in told if one.text)
