"""The front door of an installation: its organisations, and in a demo everything there is to see."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from openloket.web import directory
from openloket.web.pages import page

_PLACES = [
    {
        "title": "Ontvangstbewijs controleren",
        "text": "Klopt een ontvangstbewijs? Iedereen kan het nakijken.",
        "url": "/controleren",
    },
    {
        "title": "Toezicht",
        "text": "Hoeveel berichten zijn ontvangen zonder ontvangstbevestiging? Het moeten er 0 zijn.",
        "url": "/toezicht",
    },
    {
        "title": "Landelijke monitor",
        "text": "Wat kunt u digitaal regelen, bij welke gemeente? Met het bewijs erbij.",
        "url": "/monitor/",
    },
    {
        "title": "Gezondheid",
        "text": "Werkt alles? Voor beheerders en voor hun bewaking.",
        "url": "/gezondheid",
    },
]


def start(request: HttpRequest) -> HttpResponse:
    """Every organisation and every public page, one click away."""
    demo = _demo()
    organisations = directory.organisations().by_slug.values()
    context = {
        "demo": bool(demo),
        "municipalities": [
            {
                "name": organisation.name,
                "intro": f"Het digitale loket van {organisation.name}.",
                "url": f"/{organisation.slug}/",
                "look": organisation.look,
            }
            for organisation in organisations
        ],
        "places": [*demo.get("places", []), *_PLACES],
        "logins": demo.get("logins", []),
    }
    return page(request, "public/start.html", "OpenLoket", context)


def _demo() -> dict[str, Any]:
    """What `openloket demo` tells visitors: logins and the mailbox. Nothing outside a demo."""
    path = Path(settings.DATA_DIR) / "demo.json"
    if not settings.DEMO or not path.exists():
        return {}
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
