"""Secrets that an installation makes for itself, and where attachments are kept."""

import contextlib
import secrets
from pathlib import Path
from typing import Any

from openloket.conf import env


def kept_secret(path: Path) -> str:
    """Read the secret in `path`; make it at the first start. Machines that share work share this file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError), path.open("x", encoding="ascii") as file:
        path.chmod(0o600)
        file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii").strip()


def attachment_storage(folder: Path) -> dict[str, Any]:
    """Django's storage for attachments: a folder, or an S3 bucket where one is named."""
    bucket = env.text("OPENLOKET_S3_BUCKET")
    if not bucket:
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(folder), "base_url": None, "file_permissions_mode": 0o600},
        }
    options = {
        "bucket_name": bucket,
        "endpoint_url": env.text("OPENLOKET_S3_ENDPOINT") or None,
        "region_name": env.text("OPENLOKET_S3_REGION") or None,
        "access_key": env.text("OPENLOKET_S3_ACCESS_KEY") or None,
        "secret_key": env.text("OPENLOKET_S3_SECRET_KEY") or None,
        "default_acl": None,
        "file_overwrite": False,
        "querystring_auth": True,
        "max_memory_size": 1_000_000,  # what is larger passes through a file; unset, all of it through memory
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
