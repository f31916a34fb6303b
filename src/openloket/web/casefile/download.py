"""A case file as a download: streamed, and kept by nobody on the way."""

from typing import IO

from django.http import FileResponse


def case_file_response(made: IO[bytes], reference: str, of: str = "dossier") -> FileResponse:
    """The open file at its beginning; it is closed, and with that gone, when it was sent."""
    name = f"{of}-{reference}.zip"
    response = FileResponse(made, as_attachment=True, filename=name, content_type="application/zip")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response
