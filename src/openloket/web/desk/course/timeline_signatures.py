"""What the course of a zaak says about those who sign with the sender."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from openloket.web.desk.wording import short_day

Body = Mapping[str, Any]


def _asked(body: Body, names: Mapping[int, str]) -> str:
    until = short_day(date.fromisoformat(str(body.get("until"))))
    return f"Medeondertekenaar {body.get('position')} is gevraagd om te tekenen, tot en met {until}."


def _signed(body: Body, names: Mapping[int, str]) -> str:
    how = (
        "met een code per e-mail"
        if body.get("level") == "e-mail"
        else f"ingelogd op niveau {body.get('level')}"
    )
    return f"Medeondertekenaar {body.get('position')} heeft getekend, {how}."


def _said(words: str) -> Callable[[Body, Mapping[int, str]], str]:
    return lambda body, names: f"Medeondertekenaar {body.get('position')} {words}"


SIGNATURE_SENTENCES: Mapping[str, Callable[[Body, Mapping[int, str]], str]] = {
    "signature.asked": _asked,
    "signature.signed": _signed,
    "signature.refused": _said("wil niet tekenen."),
    "signature.lapsed": _said("heeft niet op tijd getekend."),
    "signature.left_out": _said("hoeft van de afzender niet meer te tekenen."),
    "signature.outdated": _said(
        "had al getekend. De afzender voegde iets toe en dus vragen wij het opnieuw."
    ),
}
