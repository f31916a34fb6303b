"""Which PostgreSQL we speak to, and as whom: the owner migrates, the app can't pass row-level security."""

import hashlib
import hmac
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from openloket.conf.env import ConfigurationError

APP_ROLE = "openloket_app"

# Seconds. Nobody waits long for a database that is away; and as the pool doubles its pauses while it tries
# to connect, it must soon give up and begin anew, or it would find a database that came back only late.
_POOL = {"min_size": 1, "timeout": 5, "reconnect_timeout": 3}


def parse_url(url: str) -> dict[str, Any]:
    """Turn `postgresql://user:password@host:port/name?host=/socket/folder` into Django's settings."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ConfigurationError(f"a database address starts with postgresql://, not with {parts.scheme!r}")
    options = dict(parse_qsl(parts.query))
    return {
        "NAME": unquote(parts.path.lstrip("/")) or "postgres",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": options.pop("port", str(parts.port or "")),
        "OPTIONS": options,
    }


def app_password(secret_key: str) -> str:
    """The password of the app's role, the same on every machine that shares the secret key."""
    return hmac.new(secret_key.encode(), b"openloket database role", hashlib.sha256).hexdigest()


def connections(owner_url: str, app_url: str, secret_key: str, pool_size: int) -> dict[str, dict[str, Any]]:
    """Django's DATABASES: `default` as the app's role and, where its address is known, `owner`."""
    if not owner_url and not app_url:
        raise ConfigurationError("set DATABASE_URL, or start through `openloket`, which brings its own")
    app = parse_url(app_url or owner_url)
    if not app_url:
        app |= {"USER": APP_ROLE, "PASSWORD": app_password(secret_key)}
    # Values travel apart from the statement, so that the server plans what is asked often only once.
    app["OPTIONS"] |= {"server_side_binding": True, "prepare_threshold": 3}
    app["OPTIONS"] |= {"pool": _POOL | {"max_size": pool_size}}
    shared = {"ENGINE": "openloket.tenancy.postgres", "ATOMIC_REQUESTS": False, "CONN_MAX_AGE": 0}
    databases = {"default": {**shared, **app}}
    if owner_url:
        databases["owner"] = {**shared, **parse_url(owner_url)}
    return databases
