"""The start of Mijn omgeving: what asks attention first, what runs, and the way to the rest."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from openloket.intake.mine import drafts_of
from openloket.web.mijn.attention import items
from openloket.web.mijn.frame import at_mine, for_viewers, me, mine, viewing
from openloket.web.mijn.rows import zaak_row
from openloket.web.place import place_of
from openloket.web.portal.guards import moment
from openloket.zaken.mine import recent_of
from openloket.zaken.models import OPEN, Zaak

SHOWN = 5


@require_safe
@for_viewers
def home(request: HttpRequest, organisation: str) -> HttpResponse:
    """What this person, or the one for whom they act, must not miss; the zaken that run; everything else."""
    viewer, acting, now = viewing(request), me(request).acting, moment()
    zaken, drafts = recent_of(viewer, now), list(drafts_of(viewer)[: SHOWN + 1])
    running = [one for one in zaken if one.status in OPEN]
    context = {
        "attention": items(request, viewer, zaken, drafts, now),
        "zaken": [zaak_row(request, one) for one in running[:SHOWN]],
        "none_text": _none(zaken),
        "more": len(running) > SHOWN,
        "zaken_url": at_mine(request, "zaken"),
        "acting": acting,
        "ways": _ways(request, acting is not None),
        "begin_url": place_of(request).url(),
    }
    title = f"Omgeving van {acting.name}" if acting else "Mijn omgeving"
    return mine(request, "home", title, context)


def _none(zaken: Sequence[Zaak]) -> str:
    return "Er loopt nu niets. Wat klaar is, vindt u bij ‘Alle zaken’." if zaken else "Er loopt nu niets."


def _ways(request: HttpRequest, acting: bool) -> list[dict[str, Any]]:
    """The rest of Mijn omgeving: where, and what one finds there. What is personal only for oneself."""
    ways = [
        ("zaken", "Alle zaken", "Wat loopt en wat klaar is", False),
        ("berichten", "Berichten", "Wat wij u stuurden", False),
        ("concepten", "Nog niet verstuurd", "Formulieren waar u mee bezig bent", False),
        ("producten", "Producten en vergunningen", "Wat u hebt, en tot wanneer", False),
        ("voor-wie", "Iets regelen voor iemand anders", "Kies voor wie, of help iemand naast u", True),
        ("gegevens", "Mijn gegevens", "Uw adressen, en hoe u iets van ons wilt horen", True),
        ("machtigingen", "Machtigingen", "Wie mag namens u handelen, en voor wie mag u dat?", True),
        ("inzage", "Wie zag mijn gegevens?", "Wie las wat, wanneer en waarvoor", True),
        ("kopie", "Kopie van mijn gegevens", "Alles meenemen wat wij van u hebben", True),
    ]
    return [
        {"url": at_mine(request, path), "title": title, "text": text}
        for path, title, text, personal in ways
        if not (personal and acting)
    ]
