"""Addresses of Mijn omgeving, below /<organisation>/mijn/."""

from django.urls import path

from openloket.web.mijn import (
    acting,
    beside,
    drafts,
    giving,
    home,
    invited,
    mandates,
    messages,
    paper,
    papers,
    zaken,
)

urlpatterns = [
    path("", home.home),
    path("zaken", zaken.zaken),
    path("zaken/<str:reference>", zaken.zaak),
    path("zaken/<str:reference>/bijlage/<int:attachment_id>", papers.attachment),
    path("zaken/<str:reference>/<slug:what>/", zaken.begin),
    path("ontvangst/<str:reference>", papers.receipt),
    path("ontvangst/<str:reference>/ontvangstbewijs.pdf", papers.receipt_pdf),
    path("ontvangst/<str:reference>/bewijs.json", papers.proof_file),
    path("besluit/<int:besluit_id>", papers.besluit),
    path("besluit/<int:besluit_id>/besluit.pdf", papers.besluit_pdf),
    path("besluit/<int:besluit_id>/bezwaar", papers.object_to),
    path("berichten", messages.messages),
    path("berichten/<int:message_id>", messages.message),
    path("concepten", drafts.drafts),
    path("concepten/<int:draft_id>/weggooien", drafts.discard),
    path("voor-wie", acting.choose),
    path("zelf", acting.stop),
    path("ernaast", beside.beside),
    path("machtigingen", mandates.mandates),
    path("machtigingen/geven", giving.give),
    path("machtigingen/vragen", giving.ask),
    path("machtigingen/insturen", paper.send_in),
    path("machtigingen/code/<str:key>", invited.invited),
    path("machtigingen/<int:mandate_id>/stoppen", mandates.stop),
    path("machtigingen/<int:mandate_id>/klopt", mandates.confirm),
    path("machtigingen/<int:mandate_id>/kleiner", giving.limit),
]
