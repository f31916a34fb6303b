"""What stands in for the part of a message that only exists once it is written, in a preview of texts."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

_HERE = "(Hier staat straks wat bij deze zaak hoort.)"
_DAY = "maandag 4 januari 2027"

_TOLD = {
    "title": "De kop van het bericht",
    "earlier": "",
    "paragraphs": [_HERE],
    "facts": [],
    "after": [],
}
_TERM = {"title": "De termijn", "notice": SimpleNamespace(opening=_HERE, reason=_HERE, rest=(_HERE,))}
_SAMPLES: Mapping[str, Mapping[str, Any]] = {
    "besluit": {
        "besluit": {
            "title": "Ons besluit",
            "parts": [{"title": "Besluit", "paragraphs": [_HERE]}],
            "remedy": {
                "by_whom": "(Wie bezwaar kan maken.)", "term": "(Binnen welke tijd.)",
                "body": "(Bij wie.)", "electronic": "", "more": [],
            },
            "authority": "(het bestuursorgaan)",
            "signed_by": "(wie tekent)",
        },
    },
    "supplement_request": {"asked": _HERE, "last_day": _DAY, "objection": False},
    "term_suspended": _TERM,
    "term_resumed": _TERM,
    "term_extended": _TERM,
    "advice": {"what": "bezwaar", "last_day": _DAY, "article": "Awb 7:13"},
    "status": {"lines": [_HERE]},
    "withdrawn": {"received": _DAY},
    "complaint_outcome": {
        "told": {
            "findings": _HERE, "judgement": _HERE, "conclusions": _HERE,
            "ombudsman": "de ombudsman", "ombudsman_term": _DAY,
        },
        "verdict": _HERE,
        "refused": False,
    },
    "objection_term_moved": {
        "last_day": _DAY, "more": "twee dagen", "channel": "(de weg)", "began": _DAY, "ended": _DAY,
        "explanation": _HERE,
    },
    "referral": {
        "words": SimpleNamespace(
            title="Wat wij met uw bericht deden", opening=[_HERE], reason="", sections=[], law="", copy=[]
        ),
    },
    "invitation": {"told": {**_TOLD, "title": "U kunt uw verhaal vertellen"}},
    "free": {"told": _TOLD},
    "message_corrected": {"told": {**_TOLD, "title": "Wij verbeteren een bericht", "earlier": _HERE}},
    "message_withdrawn": {"told": {**_TOLD, "title": "Wij trekken een bericht in", "earlier": _HERE}},
    "notice": {},
}  # fmt: skip


def sample_of(kind: str) -> Mapping[str, Any]:
    """The values of the template of a kind that a preview has no real ones for."""
    return _SAMPLES[kind]
