"""Registers the zaken room with Django."""

from django.apps import AppConfig


class ZakenConfig(AppConfig):
    name = "openloket.zaken"
    label = "zaken"
