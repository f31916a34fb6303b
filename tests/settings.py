"""Settings of the test run: a database server of its own in var/test, unless DATABASE_URL names one."""

import os
from pathlib import Path

import psycopg

os.environ.setdefault("OPENLOKET_DATA_DIR", str(Path(__file__).resolve().parent.parent / "var" / "test"))
os.environ.setdefault("OPENLOKET_SECRET_KEY", "only for tests, never for people")
os.environ.setdefault("OPENLOKET_DATABASE_POOL", "8")

if not os.environ.get("DATABASE_URL"):
    from openloket.conf import embedded

    os.environ["DATABASE_URL"] = embedded.start(Path(os.environ["OPENLOKET_DATA_DIR"]) / "postgres")
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as _connection:
        # What tests wrote need not outlive a power cut.
        _connection.execute("ALTER SYSTEM SET fsync = off")
        _connection.execute("SELECT pg_reload_conf()")

from openloket.conf.settings import *  # noqa: F403 (the environment must be complete first)
from openloket.conf.settings import DATABASES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
for _name in DATABASES:
    DATABASES[_name]["TEST"] = {"MIGRATE": True}
