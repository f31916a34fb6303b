"""Settings of the test run: a database server of its own in var/test, unless DATABASE_URL names one."""

import os
from pathlib import Path

os.environ.setdefault("OPENLOKET_DATA_DIR", str(Path(__file__).resolve().parent.parent / "var" / "test"))
os.environ.setdefault("OPENLOKET_SECRET_KEY", "only for tests, never for people")
os.environ.setdefault("OPENLOKET_DATABASE_POOL", "8")

if not os.environ.get("DATABASE_URL"):
    from openloket.conf import embedded

    os.environ["DATABASE_URL"] = embedded.start(Path(os.environ["OPENLOKET_DATA_DIR"]) / "postgres")

from openloket.conf.settings import *  # noqa: F403 (the environment must be complete first)
from openloket.conf.settings import DATABASES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
for _name in DATABASES:
    DATABASES[_name]["TEST"] = {"MIGRATE": True}
