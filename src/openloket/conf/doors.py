"""The doors to other machines: the adapters that the settings name, made once per process."""

from functools import cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string


@cache
def door(setting: str) -> Any:
    """The adapter whose class path stands in `setting`, such as MAIL_CARRIER; the caller knows its port."""
    return import_string(getattr(settings, setting))()
