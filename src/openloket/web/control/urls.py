"""Addresses of the installation as a whole."""

from django.urls import path

from openloket.web.control import health, oversight, reported, start, verifying

urlpatterns = [
    path("", start.start),
    path("controleren", verifying.verify),
    path("sleutel.pem", verifying.public_key),
    path("toezicht", oversight.oversight),
    path("monitor/api/meldingen", reported.report),
    path("gezondheid", health.health),
    path("gereed", health.ready),
    path("levend", health.alive),
]
