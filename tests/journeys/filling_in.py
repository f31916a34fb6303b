"""Filling in any form through HTTP, as a browser without scripts does."""

import io
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.test import Client

from openloket.formkit.definition import Field, FileField, Form, GroupField, Step
from openloket.formkit.pages import next_step
from openloket.formkit.posted import to_show
from tests.library.walk import walk

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)


def answers_for(form: Form, today: date, **more: object) -> dict[str, object]:
    """An answer to every question that must be answered, and to those named in `more`."""
    return {**walk(form, {}, today).answers, **more}


def draft_key(response: HttpResponse) -> str:
    """The key of the draft that the page carries."""
    found = re.search(r'name="draft_key" value="([\w-]+)"', response.content.decode())
    assert found, response.content.decode()[:2000]
    return found[1]


def fill_in(client: Client, base: str, form: Form, answers: Mapping[str, object]) -> HttpResponse:
    """Go through every page with these answers; gives the check page."""
    step: Step | None = form.steps[0]
    response = client.get(f"{base}/formulier", follow=True)
    while step is not None:
        url = f"{base}/formulier/{step.key}"
        key = draft_key(response)
        response = client.post(url, _page(key, step, answers), follow=True)
        if url in {at for at, _ in response.redirect_chain} or not response.redirect_chain:
            # Without scripts a question that an answer brings into view is shown on the same page first.
            response = client.post(url, _page(key, step, answers), follow=True)
        assert response.redirect_chain, (url, response.status_code, _errors(response))
        step = next_step(form, step, answers)
    assert response.redirect_chain[-1][0] == f"{base}/controle", (response.redirect_chain, _errors(response))
    return response


def _page(key: str, step: Step, answers: Mapping[str, object]) -> dict[str, Any]:
    return {"draft_key": key, "verder": "1", **posted_page(step, answers)}


def posted_page(step: Step, answers: Mapping[str, object]) -> dict[str, Any]:
    """The inputs of one page, by name."""
    typed = to_show(step, answers)
    posted: dict[str, Any] = {}
    for field in step.asking:
        if field.key in answers:
            _add(posted, field, field.key, typed[field.key])
    return posted


def _add(posted: dict[str, Any], field: Field, path: str, typed: Any) -> None:
    if isinstance(field, GroupField):
        for index, item in enumerate(typed):
            for child in field.asking:
                _add(posted, child, f"{path}.{index}.{child.key}", item[child.key])
    elif field.kind == "file":
        if typed:
            assert isinstance(field, FileField)
            posted[path] = _file(PDF, "bewijs.pdf") if "pdf" in field.accept else _file(PNG, "foto.png")
    elif isinstance(typed, Mapping):
        posted |= {f"{path}.{part}": value for part, value in typed.items()}
    else:
        posted[path] = typed


def _file(content: bytes, name: str) -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = name
    return file


def _errors(response: HttpResponse) -> list[str]:
    return re.findall(r'error-message"[^>]*>(.*?)</div>', response.content.decode())
