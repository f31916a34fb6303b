"""As production runs it: a proxy ends HTTPS and passes plain HTTP on to us."""

import ast
import os
import re
import subprocess
import sys

from django.test import Client
from pytest_django import Settings
from tests.cast import Municipality
from tests.rules.source import ROOT

from openloket.web import directory

PASSED_ON = {
    "HTTP_HOST": "testserver",
    "HTTP_ORIGIN": "https://testserver",
    "HTTP_X_FORWARDED_PROTO": "https",
}
_ASK = "from openloket.conf import settings as s; print(getattr(s, 'SECURE_PROXY_SSL_HEADER', None))"


def _header_of_an_installation_at(url: str) -> tuple[str, str] | None:
    environment = {**os.environ, "OPENLOKET_PUBLIC_URL": url}
    said = subprocess.run(
        [sys.executable, "-c", _ASK], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    )
    found: tuple[str, str] | None = ast.literal_eval(said.stdout.strip())
    return found


def _log_in() -> int:
    directory.forget()
    browser = Client(enforce_csrf_checks=True)
    page = browser.get("/duinstede/balie/inloggen", **PASSED_ON)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())
    assert token
    posted = {"username": "anja", "password": "welkom-op-het-werk", "csrfmiddlewaretoken": token[1]}
    return browser.post("/duinstede/balie/inloggen", posted, **PASSED_ON).status_code


def test_an_employee_logs_in_behind_a_proxy(duinstede: Municipality, settings: Settings) -> None:
    settings.SECURE_PROXY_SSL_HEADER = _header_of_an_installation_at("https://loket.example")
    assert _log_in() == 303


def test_without_https_the_header_of_a_stranger_is_not_believed(
    duinstede: Municipality, settings: Settings
) -> None:
    settings.SECURE_PROXY_SSL_HEADER = _header_of_an_installation_at("http://localhost:8000")
    assert settings.SECURE_PROXY_SSL_HEADER is None
    assert _log_in() == 403
