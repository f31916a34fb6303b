"""What the course of a zaak says about those who sign with the sender."""

from collections.abc import Callable

from openloket.web.desk.course.telling import Body, Names, Sentences, day_in


def _asked(body: Body, names: Names) -> str:
    until = day_in(body, "until")
    return f"Medeondertekenaar {body.get('position')} is gevraagd om te tekenen, tot en met {until}."


def _signed(body: Body, names: Names) -> str:
    how = (
        "met een code per e-mail"
        if body.get("level") == "e-mail"
        else f"ingelogd op niveau {body.get('level')}"
    )
    return f"Medeondertekenaar {body.get('position')} heeft getekend, {how}."


def _said(words: str) -> Callable[[Body, Names], str]:
    return lambda body, names: f"Medeondertekenaar {body.get('position')} {words}"


SIGNATURE_SENTENCES: Sentences = {
    "signature.asked": _asked,
    "signature.signed": _signed,
    "signature.refused": _said("wil niet tekenen."),
    "signature.lapsed": _said("heeft niet op tijd getekend."),
    "signature.left_out": _said("hoeft van de afzender niet meer te tekenen."),
    "signature.outdated": _said(
        "had al getekend. De afzender voegde iets toe en dus vragen wij het opnieuw."
    ),
}
