"""Addresses of the desk, below /<organisation>/balie/."""

from django.urls import path

from openloket.web.desk import (
    actions,
    attachment,
    besluit,
    besluit_known,
    due,
    inbox,
    later,
    letters,
    linking,
    login,
    outage,
    penalty,
    receipt_file,
    settings,
    supplement,
    term,
    undelivered,
    zaak,
)

app_name = "desk"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("inloggen", login.log_in, name="login"),
    path("uitloggen", login.log_out, name="logout"),
    path("termijnen", due.due, name="due"),
    path("instellingen", settings.settings, name="settings"),
    path("niet-bezorgd", undelivered.undelivered, name="undelivered"),
    path("storingen/<int:outage_id>", outage.outage, name="outage"),
    path("niet-bezorgd/<int:message_id>/brief", letters.instead, name="letter-instead"),
    path("post", letters.letters, name="letters"),
    path("post/<int:message_id>", letters.letter, name="letter-out"),
    path("post/<int:message_id>/brief.pdf", letters.letter_file, name="letter-file"),
    path("zaak/<str:reference>", zaak.zaak, name="zaak"),
    path("zaak/<str:reference>/bijlage/<int:attachment_id>", attachment.attachment, name="attachment"),
    path("zaak/<str:reference>/pakken", actions.take, name="take"),
    path("zaak/<str:reference>/toewijzen", actions.assign, name="assign"),
    path("zaak/<str:reference>/status", actions.status, name="status"),
    path("zaak/<str:reference>/notitie", actions.note, name="note"),
    path("zaak/<str:reference>/brief", actions.letter, name="letter"),
    path("zaak/<str:reference>/berichten", later.later, name="later"),
    path("zaak/<str:reference>/koppelen", linking.linking, name="linking"),
    path("zaak/<str:reference>/dwangsom", penalty.penalty_page, name="penalty"),
    path("zaak/<str:reference>/aanvulling", supplement.supplement, name="supplement"),
    path("zaak/<str:reference>/termijn", term.term, name="term"),
    path("zaak/<str:reference>/besluit", besluit.besluit, name="besluit"),
    path("zaak/<str:reference>/besluit/<int:besluit_id>/besluit.pdf", besluit_known.pdf, name="besluit_pdf"),
    path(
        "zaak/<str:reference>/besluit/<int:besluit_id>/bekendgemaakt",
        besluit_known.known,
        name="besluit_known",
    ),
    path("zaak/<str:reference>/ontvangstbewijs.pdf", receipt_file.receipt, name="receipt"),
]
