"""Settings of the bare project: a pooled connection and one view, nothing else."""

import os

from openloket.conf.database import parse_url

SECRET_KEY = "the bare project keeps no secrets"  # noqa: S105 (it signs nothing)
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "bench.bare.view"
MIDDLEWARE: list[str] = []
INSTALLED_APPS: list[str] = []
USE_TZ = True
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        **parse_url(os.environ["BARE_DATABASE_URL"]),
        "OPTIONS": {
            "pool": {"min_size": 1, "max_size": 8},
            **parse_url(os.environ["BARE_DATABASE_URL"])["OPTIONS"],
        },
    }
}
