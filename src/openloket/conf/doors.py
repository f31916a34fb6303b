"""The doors to other machines: the adapters that the settings name, made once per process."""

from collections.abc import Hashable
from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string


@cache
def door(setting: str) -> Any:
    """The adapter whose class path stands in `setting`, such as MAIL_CARRIER; the caller knows its port."""
    return import_string(getattr(settings, setting))()


@lru_cache(maxsize=1000)
def carrier(name: str, account: Hashable) -> Any:
    """The carrier by this name in settings.CARRIERS, made out of an account (post.ports.Account).

    Equal accounts share one, with its open lines; one that is not used for long is forgotten.
    """
    return import_string(settings.CARRIERS[name])(account)
