"""Registers the tenancy room with Django."""

from django.apps import AppConfig


class TenancyConfig(AppConfig):
    name = "openloket.tenancy"
    label = "tenancy"
