"""A file that somebody sent in, as a download that the browser does not guess, run or show."""

from django.core.files.storage import default_storage
from django.http import FileResponse

from openloket.intake.models import Attachment


def stored_file(file: Attachment) -> FileResponse:
    """The file, streamed. Somebody unknown made it, so nothing of it is opened in the page."""
    response = FileResponse(
        default_storage.open(file.storage_name), as_attachment=True, filename=file.name,
        content_type=file.media_type,
    )  # fmt: skip
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "no-store"
    return response
