"""What a message in the form for anything was recognised as and what its sender chose, for who handles it."""

import json
from collections.abc import Mapping
from typing import Any

from openloket.intake.models import Submission
from openloket.law.kanalen import Berichtsoort
from openloket.offer.catalogue import GENERAL
from openloket.offer.recognition import A_KIND, FOLLOWING
from openloket.zaken.models import Zaak

_PROTECTED = (FOLLOWING | {Berichtsoort.BEROEP}) - {Berichtsoort.AANVULLING}


def in_general_form(zaak: Zaak) -> bool:
    """Whether its sender wrote it in the form for anything, whatever it was received as."""
    form: Mapping[str, Any] = json.loads(zaak.submission.copy)["form"]
    return bool(form["key"] == GENERAL)


def meant_of(zaak: Zaak, root: str) -> dict[str, Any] | None:
    """The lines for the page of a zaak; None for what came in the form of a product, or otherwise.

    `root` is the address of the zaak. One query, for these messages only.
    """
    if not in_general_form(zaak):
        return None
    judgement: Any = Submission.objects.values_list("judgement", flat=True).get(pk=zaak.submission_id)
    told = judgement.get("bedoeld")
    if told is None:
        return None
    recognised, chosen = told["herkend"], told["gekozen"]
    reference = _reference(json.loads(zaak.submission.copy))
    return {
        "recognised": _recognised(recognised),
        "chosen": _chosen(chosen, recognised),
        "protected": _protected(recognised["soort"], told["soort"]),
        "reference": reference,
        "link_url": f"{root}/koppelen",
        "product_url": f"{root}/product",
    }


def _recognised(found: Mapping[str, str]) -> str:
    kind = _a_kind(found["soort"])
    said = f"{kind} (‘{found['woorden']}’)" if kind else "geen soort bericht"
    return f"{said}, over {found['product']} (‘{found['woord']}’)" if found["product"] else said


def _chosen(chosen: Mapping[str, str], found: Mapping[str, str]) -> str:
    if not chosen["soort"]:
        return "niets"
    kind = (
        "iets anders, of wist het niet"
        if chosen["soort"] == Berichtsoort.OVERIG
        else _a_kind(chosen["soort"])
    )
    same = chosen["soort"] == found["soort"] and chosen["product"] == found["product"]
    about = f", over {chosen['product']}" if chosen["product"] else ""
    return f"{kind or 'niets'}{about}{' (hetzelfde)' if same else ''}"


def _protected(recognised: str, taken: str) -> str:
    """The type that the words say and the law protects, where the sender chose another; mostly empty."""
    return _a_kind(recognised) if recognised != taken and recognised in set(_PROTECTED) else ""


def _a_kind(kind: str) -> str:
    return A_KIND[Berichtsoort(kind)] if kind in set(Berichtsoort) else ""


def _reference(copy: Mapping[str, Any]) -> str:
    """The reference that the sender typed; empty for none."""
    rows = (row for step in copy["steps"] for row in step["rows"] if row["key"] == "kenmerk")
    return next((" ".join(row["lines"]) for row in rows), "")
