"""Addresses of the portal, below an organisation."""

from django.urls import path

from openloket.web.designation import difference
from openloket.web.designation import page as designation
from openloket.web.portal import (
    about,
    besluiten,
    catalogue_feed,
    complaints,
    home,
    meaning,
    outages,
    product,
    reaching,
    receipts,
    rehearsal,
    resuming,
    sending,
    steps,
    topics,
    unlocking,
)

urlpatterns = [
    path("", home.home),
    path("onderwerpen", topics.topics),
    path("aanwijzingsbesluit", designation.decision),
    path("aanwijzingsbesluit.<slug:form>", designation.file),
    path("aanwijzingsbesluit/verschil", difference.between),
    path("samenwerkende-catalogi.xml", catalogue_feed.products),
    path("proef", rehearsal.rehearse),
    path("hoe-bereikt-u-ons", reaching.reach),
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
    path("algemeen-bericht/overnemen", meaning.carry),
    path("<slug:slug>/", product.product),
    path("<slug:slug>/formulier", steps.begin),
    path("<slug:slug>/formulier/<slug:step_key>", steps.step),
    path("<slug:slug>/controle", sending.check),
    path("<slug:slug>/versturen", sending.send),
    path("<slug:slug>/bewaren", resuming.keep),
]
