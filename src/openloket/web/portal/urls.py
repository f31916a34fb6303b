"""Addresses of the portal, below an organisation."""

from django.urls import path

from openloket.web.portal import about, home, receipts, rehearsal, resuming, sending, steps, unlocking

urlpatterns = [
    path("", home.home),
    path("proef", rehearsal.rehearse),
    path("ontvangst/<str:reference>/<str:key>", receipts.receipt),
    path("ontvangst/<str:reference>/<str:key>/openen", unlocking.unlock),
    path("ontvangst/<str:reference>/<str:key>/ontvangstbewijs.pdf", receipts.pdf),
    path("ontvangst/<str:reference>/<str:key>/bewijs.json", receipts.proof_file),
    path("ontvangst/<str:reference>/<str:key>/<slug:what>/", about.begin),
    path("verder/<slug:slug>/<str:key>", resuming.resume),
    path("<slug:slug>/", home.product),
    path("<slug:slug>/formulier", steps.begin),
    path("<slug:slug>/formulier/<slug:step_key>", steps.step),
    path("<slug:slug>/controle", sending.check),
    path("<slug:slug>/versturen", sending.send),
    path("<slug:slug>/bewaren", resuming.keep),
]
