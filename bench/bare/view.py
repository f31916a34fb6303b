"""One view: reads the answers as form fields, inserts them with a line in a log, and says so."""

import json
import os

from django import forms
from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path

ANSWERS: dict[str, str] = json.loads(os.environ["BARE_INPUTS"])
"""The inputs of the bench's form, by name, with an example of each."""


def _field(name: str) -> forms.Field:
    if name == "email":
        return forms.EmailField(max_length=254)
    if ANSWERS[name].isdigit():
        return forms.IntegerField(min_value=0)
    return forms.CharField(max_length=2000)


AnswersForm = type("AnswersForm", (forms.Form,), {name: _field(name) for name in ANSWERS})


def receive(request: HttpRequest) -> HttpResponse:
    """Validate and insert; 422 when something is wrong."""
    form = AnswersForm(request.POST)
    if not form.is_valid():
        return HttpResponse(form.errors.as_json(), status=422)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO bench_submission (body) VALUES (%s) RETURNING id", [json.dumps(form.cleaned_data)]
        )
        (number,) = cursor.fetchone()
        cursor.execute("INSERT INTO bench_log (submission_id, kind) VALUES (%s, 'received')", [number])
    return HttpResponse(f"received as {number}")


urlpatterns = [path("", receive)]
application = get_wsgi_application()
