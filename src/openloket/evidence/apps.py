"""Registers the evidence room with Django."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "openloket.evidence"
    label = "evidence"
    verbose_name = "bewijs"
