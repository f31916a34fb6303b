"""The Django app of the room."""

from django.apps import AppConfig


class OutagesConfig(AppConfig):
    """Outages of channels (Awb 2:21)."""

    name = "openloket.outages"
    default_auto_field = "django.db.models.BigAutoField"
