"""The Django app of the room."""

from django.apps import AppConfig


class MonitorConfig(AppConfig):
    """What every municipality offers digitally: public facts about the country, of no organisation."""

    name = "openloket.monitor"
    default_auto_field = "django.db.models.BigAutoField"
