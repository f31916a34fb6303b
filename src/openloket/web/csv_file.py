"""A table as a CSV file that a spreadsheet opens well and can't be tricked by."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from openloket.formkit.cells import harmless

_BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for something else


def csv_file(name: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> HttpResponse:
    """The file as a download: UTF-8, semicolons, and no cell that a spreadsheet would take for a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([harmless(cell) for cell in head])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    response = HttpResponse(_BYTE_ORDER_MARK + text.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response
