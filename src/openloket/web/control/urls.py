"""Addresses of the installation as a whole."""

from django.urls import path

from openloket.web.control import health, oversight, reported, robots, start, verifying

urlpatterns = [
    path("", start.start),
    path("controleren", verifying.verify),
    path("robots.txt", robots.robots),
    path("sleutel.pem", verifying.public_key),
    path("sleutels.json", verifying.key_list),
    path("toezicht", oversight.oversight),
    path("monitor/api/meldingen", reported.report),
    path("gezondheid", health.health),
    path("gereed", health.ready),
    path("levend", health.alive),
]
