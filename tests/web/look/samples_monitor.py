"""Sample contexts of the public monitor."""

from collections import Counter
from datetime import date
from types import SimpleNamespace

from tests.web.look.samples_portal import Context

from openloket.monitor.scoring.channels import Channel
from openloket.monitor.scoring.counting import Count
from openloket.web.monitor.charts import Moment, bar, line, pieces

_COUNT = Count(
    6840,
    342,
    9,
    Counter(
        {
            Channel.WEB_FORM: 2263, Channel.WEB_FORM_LOGIN: 2000, Channel.EMAIL: 990, Channel.PORTAL: 342,
            Channel.PRINT: 239, Channel.DESK: 900, Channel.UNKNOWN: 106,
        }
    ),
    oldest=date(2025, 5, 12),
    newest=date(2025, 6, 13),
)  # fmt: skip


def _url(path: str = "", **others: str) -> str:
    asked = "&".join(f"{key}={value}" for key, value in others.items())
    return f"/monitor/{path}{'?' if asked else ''}{asked}"


def _select(key: str, label: str, *options: str) -> Context:
    shown = [{"value": one, "label": one, "chosen": number == 0} for number, one in enumerate(options)]
    return {"key": key, "label": label, "options": shown}


_CHOSEN: Context = {
    "org": None,
    "choice": SimpleNamespace(
        url=_url, words="Voorjaar 2025, gemeten.", round=SimpleNamespace(name="Voorjaar 2025")
    ),
    "selects": [
        _select("ronde", "Ronde", "Voorjaar 2025", "Najaar 2024"),
        _select("bron", "Wie zegt het?", "gemeten", "zelf opgegeven"),
        _select("doelgroep", "Voor wie?", "inwoners en ondernemers", "inwoners", "ondernemers"),
    ],
    "menu": [
        {"label": one, "url": f"/monitor/{one.lower()}"}
        for one in ("Nederland", "Kaart", "Gemeenten", "Producten", "Leveranciers", "Uitleg", "Open data")
    ],
}
_GROUNDS: Context = {
    "coverage": "98,5%",
    "told": "6.734 van 6.840 uitkomsten bekend",
    "neutral": "12",
    "margin": "82,9% tot 83,3%",
    "between": "Bewijs van 12 mei 2025 tot en met 13 juni 2025.",
    "age": "6 maanden oud",
    "computed": "1 juli 2025",
    "definitions": "1",
    "note": "Verzonnen cijfers.",
    "maturity": "3,4",
    "explained": "/monitor/uitleg",
}
_TREND = line(
    "Digitaal in Nederland",
    [
        Moment("Najaar 2024", 0.71, "4.856 van 6.840 digitaal", "/monitor/?ronde=a"),
        Moment("Voorjaar 2025", 0.82, "5.595 van 6.840 digitaal", "/monitor/", "Toen nog apart: Winsum."),
    ],
)
_NAMES = ("Aa en Hunze", "Bergen op Zoom", "Hardinxveld-Giessendam", "Kaag en Braassem")
_BARS = [bar(one, _COUNT, f"/monitor/gemeenten?provincie={index}") for index, one in enumerate(_NAMES)]
_SQUARES = [
    SimpleNamespace(
        x=10 * (index % 20), y=10 * (index // 20), look=f"ol-m-{index % 6}", words=f"Plaats {index}: 85%"
    )
    for index in range(60)
]
_LEGEND = [(SimpleNamespace(look=f"ol-m-{index}", words=f"klasse {index}"), 57) for index in range(6)]

_PROOF: Context = {
    "way": "online formulier",
    "step": "formulier",
    "basis": "gemeten",
    "audience": "inwoners",
    "reason": "Op de pagina staat een formulier.",
    "address": "https://www.voorbeeld.example/een/lang/adres/dat/moet/kunnen/afbreken/aanvragen",
    "moment": "maandag 12 mei 2025 om 10.15 uur",
    "recorded": "dinsdag 13 mei 2025 om 9.00 uur",
    "hash": "ab" * 32,
    "excerpt": "Vraag het paspoort hier aan.",
    "seen_by": "Bureau",
    "confidence": "90%",
    "told": "digid",
    "supplier": "Formulierenmaker",
    "correction": "Later opnieuw bekeken.",
}
_REPLY: Context = {
    "org": None,
    "town": "Duinstede",
    "round": "Voorjaar 2025",
    "until": "1 juli 2025",
    "open": True,
    "thanks": False,
    "reply": None,
    "typed": "",
    "field_error": "",
    "errors": [],
    "rows": [{"name": "Paspoort", "day": "12 mei 2025", **_PROOF}],
}

MONITOR_PAGES: dict[str, tuple[str, Context]] = {
    "monitor": (
        "monitor/nation.html",
        {
            **_CHOSEN,
            "towns": "342",
            "figures": [
                {
                    "key": "digital",
                    "name": "Producten met een digitaal kanaal",
                    "share": "81,8%",
                    "told": "5.595 van 6.840 producten",
                    "margin": "81,0% tot 82,6%",
                    "explained": "/monitor/uitleg#digitaal",
                    "evidence": "/monitor/producten",
                }
            ],
            "pieces": pieces(_COUNT),
            "grounds": _GROUNDS,
            "trend": _TREND,
            "provinces": _BARS,
            "sizes": _BARS,
            "statements": [{"status": "none", "words": "geen verklaring gevonden", "count": "12"}],
            "satisfaction": "7,1",
            "scored": "40",
            "report_url": "/monitor/rapport.pdf",
        },
    ),
    "monitor-map": (
        "monitor/map.html",
        {
            **_CHOSEN,
            "drawn": SimpleNamespace(
                wide=210, high=260, squares=_SQUARES, borders="M0 10h10", legend=_LEGEND, own=_SQUARES[7]
            ),
            "own": SimpleNamespace(slug="duinstede"),
            "provinces": _BARS,
            "grounds": _GROUNDS,
            "all_url": "/monitor/gemeenten",
        },
    ),
    "monitor-towns": (
        "monitor/towns.html",
        {
            **_CHOSEN,
            "filters": {
                "name": "",
                "neighbours": "duinstede",
                "supplier": "",
                "selects": [_select("provincie", "Provincie", "alle provincies", "Drenthe")],
            },
            "about": ["Alleen de buren van duinstede."],
            "rows": [
                {"slug": "x", "name": one, "told": "17 van 19, 1 onbekend", "share": "89%"} for one in _NAMES
            ],
            "query": "?bron=declared",
            "together": _BARS[0],
            "grounds": _GROUNDS,
            "data_url": "/monitor/data/2025-1/gemeenten.csv",
        },
    ),
    "monitor-town": (
        "monitor/town.html",
        {
            **_CHOSEN,
            "town": {
                "name": "Duinstede", "code": "GM0000", "slug": "duinstede", "province": "Zeeland",
                "inhabitants": "24.000", "ended": "1 januari 2026", "successor": "Kuststad",
                "successor_slug": "kuststad",
            },
            "steps": [
                {
                    "title": f"Maak {number} producten online",
                    "why": "Dit kan hier nog niet digitaal: Paspoort (kan bij 90% van de gemeenten wel).",
                    "explained": "/monitor/uitleg#digitaal",
                    "proof": "#producten",
                }
                for number in (3, 4, 5)
            ],
            "compared": [bar("Duinstede", _COUNT, own=True), *_BARS],
            "products": [
                {
                    "name": "Verklaring omtrent het gedrag (VOG)", "url": "/monitor/product/vog",
                    "audience": "inwoners", "way": "online formulier met inloggen", "digital": "ja",
                    "step": "vooraf ingevuld", "day": "12 mei 2025", "proof": "/monitor/waarneming/1",
                }
            ],
            "pieces": pieces(_COUNT),
            "beside": [
                {
                    "what": "Aanwijzingsbesluit", "told": "Wij vonden geen gepubliceerd besluit.", "day": "",
                    "address": "https://www.voorbeeld.example/besluit", "defined": "aanwijzing",
                }
            ],
            "grounds": _GROUNDS,
            "trend": _TREND,
            "reply": {
                "asked": "1 juni 2025", "until": "20 juni 2025", "outcome": "niet verbeterd; met reden",
                "text": "Er is een app.\nKijk daar eens.", "replied": "3 juni 2025",
                "settlement": "Een app telt niet als formulier.",
            },
            "corrections": [
                {
                    "day": "1 juli 2025", "name": "Paspoort", "before": "e-mail", "after": "online formulier",
                    "why": "Later opnieuw bekeken.", "proof": "/monitor/waarneming/2",
                }
            ],
            "otherwise": [{"name": "Briefadres", "proof": "/monitor/waarneming/3"}],
        },
    ),
    "monitor-proof": (
        "monitor/observation.html",
        {
            "org": None,
            "title": "Paspoort bij Duinstede",
            "seen": _PROOF,
            "later": SimpleNamespace(pk=7),
            "trail": [{**_PROOF, "way": "e-mail"}],
            "round": SimpleNamespace(name="Voorjaar 2025", note="Verzonnen cijfers."),
            "town_url": "/monitor/gemeente/duinstede",
            "product_url": "/monitor/product/paspoort",
        },
    ),
    "monitor-reply-error": (
        "monitor/reply.html",
        {
            **_REPLY,
            "thanks": True,
            "field_error": "Vul in wat u wilt zeggen.",
            "errors": [{"href": "#reactie", "message": "Vul in wat u wilt zeggen."}],
        },
    ),
}  # fmt: skip
