"""Registers the offer room with Django."""

from django.apps import AppConfig


class OfferConfig(AppConfig):
    name = "openloket.offer"
    label = "offer"
