"""What we think that somebody means with a message about anything, to confirm or correct before sending."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.views.decorators.http import require_POST

from openloket.flows.drafts.carry_message import NothingToCarry, carry_message
from openloket.law.kanalen import Berichtsoort
from openloket.offer.catalogue import GENERAL, Catalogue, Offering
from openloket.offer.recognition import subjects
from openloket.offer.understanding import KIND_UNKNOWN, Chosen, Understood, understand
from openloket.web.place import place_of
from openloket.web.portal import draft_key
from openloket.web.portal.guards import form_of, moment, offering_of, own_forms_only

KIND, PRODUCT = "soort", "product"
_MOST_PRODUCTS = 150

# In the words of who sends it: what we think, what it is called in the list, and a hint.
_WORDS: Mapping[Berichtsoort, tuple[str, str, str]] = {
    Berichtsoort.BEZWAAR: (
        "u bezwaar maakt tegen een besluit",
        "Ik maak bezwaar",
        "U bent het niet eens met een besluit van de gemeente.",
    ),
    Berichtsoort.AANVRAAG: (
        "u iets aanvraagt",
        "Ik vraag iets aan",
        "Bijvoorbeeld een vergunning, geld of informatie.",
    ),
    Berichtsoort.VRAAG: ("u een vraag hebt", "Ik heb een vraag", ""),
    Berichtsoort.MELDING: (
        "u iets meldt",
        "Ik meld iets",
        "Bijvoorbeeld dat iets kapot is, of dat u gaat verhuizen.",
    ),
    Berichtsoort.KLACHT: (
        "u een klacht hebt over de gemeente",
        "Ik heb een klacht over de gemeente",
        "U bent niet goed behandeld of geholpen.",
    ),
    Berichtsoort.INGEBREKESTELLING: (
        "u vindt dat wij te laat zijn met een besluit",
        "De gemeente is te laat met een besluit",
        "",
    ),
    Berichtsoort.AANVULLING: (
        "u iets toevoegt aan een zaak die al loopt",
        "Ik stuur nog iets bij mijn zaak",
        "U had al iets gestuurd, en dit hoort erbij.",
    ),
    Berichtsoort.ZIENSWIJZE: (
        "u uw mening geeft over een plan",
        "Ik geef mijn mening over een plan",
        "Over een plan of besluit dat nog niet vaststaat. Dit heet een zienswijze.",
    ),
    Berichtsoort.INTREKKING: (
        "u iets wilt intrekken",
        "Ik trek iets in",
        "U wilt niet verder met een aanvraag, bezwaar of klacht.",
    ),
    Berichtsoort.BEROEP: (
        "u in beroep gaat",
        "Ik ga in beroep",
        "U bent het niet eens met de beslissing op uw bezwaar.",
    ),
    KIND_UNKNOWN: ("", "Iets anders, of ik weet het niet", "Dan zoeken wij het voor u uit."),
}
_NEEDED = {
    Berichtsoort.AANVRAAG: "een aanvraag",
    Berichtsoort.BEZWAAR: "een bezwaar",
    Berichtsoort.BEROEP: "een beroep",
    Berichtsoort.KLACHT: "een klacht",
}
"""Types that the law asks a name and address of (Awb 4:2, 6:5, 9:4)."""


def chosen(posted: QueryDict) -> Chosen:
    """What was chosen in the form of the page, or comes along in its address."""
    return Chosen(posted.get(KIND, ""), posted.get(PRODUCT, ""), PRODUCT in posted)


def as_query(choice: Chosen, more: Mapping[str, str] = MappingProxyType({})) -> str:
    """The same for the address of the page, with `more`, so that nothing is lost on the way back to it."""
    told = {**({KIND: choice.kind, PRODUCT: choice.product} if choice.asked else {}), **more}
    return f"?{urlencode(told)}" if told else ""


def shown(
    request: HttpRequest, slug: str, catalogue: Catalogue, answers: Mapping[str, Any]
) -> dict[str, Any] | None:
    """The questions of the page; None for the form of a product."""
    choice = chosen(request.GET)
    if slug != GENERAL or (understood := understand(catalogue, answers, choice)) is None:
        return None
    guess = understand(catalogue, answers, Chosen()) or understood
    return {
        "thought": _WORDS[guess.kind][0],
        "words": guess.named.words if guess.named else "",
        "about": guess.hint.product.title if guess.hint else "",
        "about_word": guess.hint.word if guess.hint else "",
        "kind": _kinds(guess.kind, choice.kind or understood.kind.value),
        "product": _products(catalogue, understood),
        "needs": _NEEDED.get(understood.kind, "") if not _known(answers) else "",
        "faster": _faster(request, guess.service),
    }


def _known(answers: Mapping[str, Any]) -> bool:
    return bool(answers.get("naam") and answers.get("adres"))


def _kinds(guess: Berichtsoort, value: str) -> dict[str, Any]:
    """The types in the words of citizens, what we think first; an appeal only where somebody spoke of one."""
    rest = [kind for kind in _WORDS if kind is not guess and kind is not Berichtsoort.BEROEP]
    options = [
        {"value": kind.value, "label": _WORDS[kind][1], "hint": _WORDS[kind][2]} for kind in (guess, *rest)
    ]
    return {"key": KIND, "type": "choice", "label": "Wat wilt u?", "required": True, "value": value,
            "options": options}  # fmt: skip


def _products(catalogue: Catalogue, understood: Understood) -> dict[str, Any]:
    """What it is about; of very many products those that people use most, and what we think."""
    listed = sorted(subjects(catalogue), key=lambda one: one.title)
    if len(listed) > _MOST_PRODUCTS:
        meant = understood.hint.product if understood.hint else None
        listed = [one for one in listed if one.popular or one.form_version_id or one is meant]
    options = [{"value": "", "label": "Dat weet ik niet, of het staat er niet bij"}]
    options += [{"value": one.slug, "label": one.title} for one in listed[:_MOST_PRODUCTS]]
    return {"key": PRODUCT, "type": "select", "label": "Waar gaat het over?", "required": True,
            "value": understood.product.slug if understood.product else "", "options": options}  # fmt: skip


def _faster(request: HttpRequest, service: Offering) -> dict[str, str] | None:
    """The form that asks at once what is needed, where there is one."""
    if service.slug == GENERAL or service.form_version_id is None:
        return None
    url = place_of(request).url(f"{GENERAL}/overnemen")
    return {"title": service.title, "slug": service.slug, "url": url}


@require_POST
@own_forms_only
def carry(request: HttpRequest, organisation: str) -> HttpResponse:
    """Into the form of the product, with what was typed here; what is here stays."""
    place, offering = place_of(request), offering_of(request.POST.get("naar", ""))
    key = draft_key.posted_key(request) or draft_key.kept_key(request)
    if key is None:
        return HttpResponseRedirect(place.url(f"{GENERAL}/controle"))
    try:
        carried = carry_message(key, offering.service_id, form_of(offering), moment())
    except NothingToCarry:
        return HttpResponseRedirect(place.url(f"{GENERAL}/controle"))
    response = HttpResponseRedirect(place.url(f"{offering.slug}/formulier"))
    return draft_key.remember(request, response, offering.slug, carried)
