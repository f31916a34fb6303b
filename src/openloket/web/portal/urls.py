"""Addresses of the portal, below an organisation."""

from django.urls import include, path

from openloket.web.designation import page as designation
from openloket.web.mijn import drafts as own_drafts
from openloket.web.portal import (
    about,
    besluiten,
    catalogue_feed,
    complaints,
    home,
    login,
    logout,
    outages,
    receipts,
    rehearsal,
    resuming,
    sending,
    steps,
    unlocking,
)

urlpatterns = [
    path("", home.home),
    path("aanwijzingsbesluit", designation.decision),
    path("aanwijzingsbesluit.<slug:form>", designation.file),
    path("samenwerkende-catalogi.xml", catalogue_feed.products),
    path("proef", rehearsal.rehearse),
    path("inloggen", login.choose),
    path("inloggen/<slug:provider>", login.begin),
    path("inloggen/terug/<slug:provider>", login.back),
    path("inloggen/uit/<slug:provider>", logout.told_out),
    path("uitloggen", logout.log_out),
    path("mijn/", include("openloket.web.mijn.urls")),
    path("storingen", outages.outages),
    path("storingen.atom", outages.feed),
    path("klachten", complaints.years),
    path("klachten/<int:year>", complaints.complaints),
    path("klachten/<int:year>.csv", complaints.complaints_file),
    path("ontvangst/<str:reference>/<str:key>", receipts.receipt),
    path("ontvangst/<str:reference>/<str:key>/openen", unlocking.unlock),
    path("ontvangst/<str:reference>/<str:key>/ontvangstbewijs.pdf", receipts.pdf),
    path("ontvangst/<str:reference>/<str:key>/bewijs.json", receipts.proof_file),
    path("ontvangst/<str:reference>/<str:key>/<slug:what>/", about.begin),
    path("besluit/<str:reference>/<str:key>", besluiten.besluit),
    path("besluit/<str:reference>/<str:key>/openen", besluiten.unlock),
    path("besluit/<str:reference>/<str:key>/besluit.pdf", besluiten.pdf),
    path("besluit/<str:reference>/<str:key>/bezwaar", besluiten.object_to),
    path("verder/<slug:slug>/<str:key>", resuming.resume),
    path("<slug:slug>/", home.product),
    path("<slug:slug>/formulier", steps.begin),
    path("<slug:slug>/formulier/<slug:step_key>", steps.step),
    path("<slug:slug>/controle", sending.check),
    path("<slug:slug>/versturen", sending.send),
    path("<slug:slug>/bewaren", resuming.keep),
    path("<slug:slug>/concept/<int:draft_id>", own_drafts.resume),
]
