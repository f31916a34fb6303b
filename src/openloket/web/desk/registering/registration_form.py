"""The form "hoe kwam het binnen?", shown with what was typed and what is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openloket.flows.registering.provenance import WAYS
from openloket.intake.registrations import NEW, Bringer
from openloket.law.kanalen import Berichtsoort, Kanaal
from openloket.web.desk.registering.registration_fields import TypedArrival

Options = Sequence[tuple[str, str, str]]

_KINDS = (
    (NEW, "Een aanvraag, melding of ander nieuw bericht", "Kies hieronder over welk product het gaat."),
    (Berichtsoort.BEZWAAR, "Een bezwaar", "Iemand is het niet eens met een besluit (Awb 6:4)."),
    (Berichtsoort.KLACHT, "Een klacht", "Over hoe iemand is behandeld (Awb 9:1)."),
    (
        Berichtsoort.AANVULLING,
        "Een aanvulling",
        "Iets bij een aanvraag of bezwaar dat al loopt (Awb 4:5, 6:6).",
    ),
    (
        Berichtsoort.INGEBREKESTELLING,
        "Een ingebrekestelling",
        "Iemand schrijft dat wij te laat zijn (Awb 4:17).",
    ),
    (Berichtsoort.ZIENSWIJZE, "Een zienswijze", "Een mening over een besluit dat nog komt (Awb 4:8, 3:15)."),
    (Berichtsoort.INTREKKING, "Een intrekking", "Iemand trekt een aanvraag, bezwaar of klacht in."),
    (
        Berichtsoort.BEROEP,
        "Een beroepschrift",
        "Ook als het bij een ander hoort. Stuur het daarna door (Awb 6:15).",
    ),
    (Berichtsoort.OVERIG, "Iets anders bij een zaak", "Een vraag of antwoord bij een zaak die al loopt."),
)
_SOURCES = (
    ("gesproken", "De afzender vertelde het", "U schrijft het nu voor de afzender op."),
    ("brief", "Uit een brief", ""),
    ("formulier", "Uit een formulier op papier", ""),
)
_BRINGERS = (
    (Bringer.SENDER, "De afzender zelf", ""),
    (Bringer.MANDATE, "Een gemachtigde", "U mag om een schriftelijke machtiging vragen (Awb 2:1)."),
    (Bringer.LEGAL, "Een wettelijk vertegenwoordiger", "Zoals een ouder, voogd, curator of bewindvoerder."),
    (Bringer.MESSENGER, "Iemand die het alleen bracht", "Diegene spreekt niet voor de afzender."),
)
_WAY_HINTS = {
    Kanaal.BALIE: "Iemand staat bij u.",
    Kanaal.TELEFOON: "Iemand belt.",
    Kanaal.POST: "Ook wat in onze eigen brievenbus lag.",
}
_WAYS = tuple((way.value, name, _WAY_HINTS[way]) for way, name in WAYS.items())


@dataclass(frozen=True, slots=True)
class _Shown:
    """What was typed with its problems, for the macros of fields.html."""

    typed: TypedArrival
    problems: Mapping[str, str]

    def text(self, key: str, label: str, hint: str = "", most: int = 200, **more: Any) -> dict[str, Any]:
        value, error = self.typed.texts.get(key, ""), self.problems.get(key)
        field = {"key": key, "type": "text", "label": label, "hint": hint, "required": False}
        return {**field, "max_length": most, "value": value, "error": error, **more}

    def choice(self, key: str, label: str, options: Options) -> dict[str, Any]:
        shown = [{"value": str(value), "label": name, "hint": hint} for value, name, hint in options]
        field = {"key": key, "type": "choice", "label": label, "required": True, "options": shown}
        return {**field, "value": self.typed.texts[key], "error": self.problems.get(key)}

    def day(self, key: str, label: str, hint: str, required: bool = False) -> dict[str, Any]:
        field = self.typed.days[key].as_field(label, hint)
        return {**field, "required": required, "error": self.problems.get(key)}


def fields(typed: TypedArrival, problems: Mapping[str, str], titles: Sequence[str]) -> dict[str, Any]:
    """The questions by name, for the template; `titles` are the products to choose from."""
    shown = _Shown(typed, problems)
    return {**_what(shown, titles), **_when(shown), **_who(shown)}


def _when(shown: _Shown) -> dict[str, Any]:
    clock = {"value": shown.typed.clock, "required": True}
    stamp = "Is er geen stempel, of kunt u het niet lezen? Laat het dan leeg."
    return {
        "way": shown.choice("weg", "Hoe kwam het bericht binnen?", _WAYS),
        "day": shown.day(
            "ontvangen", "Op welke dag kwam het binnen?", "Vanaf deze dag telt de termijn.", True
        ),
        "clock": shown.text("ontvangen-tijd", "Hoe laat?", "Bijvoorbeeld 14.30", 5, **clock),
        "posted": shown.day("gepost", "Welke datum heeft het poststempel?", stamp),
    }


def _what(shown: _Shown, titles: Sequence[str]) -> dict[str, Any]:
    hint = "Begin te typen en kies. Alleen bij een nieuw bericht moet dit. Weet u het niet? Typ: bericht."
    known = "Het kenmerk van onze zaak, als u dat weet. Koppelen kan ook later."
    meant = [(one.slug, one.title, "") for one in shown.typed.meant]
    return {
        "kind": shown.choice("soort", "Wat voor bericht is het?", _KINDS),
        "product": {
            **shown.text("product", "Over welk product gaat het?", hint, required=True),
            "titles": titles,
        },
        "meant": shown.choice("product-keuze", "Welk product bedoelt u?", meant) if meant else None,
        "about": shown.text("kenmerk", "Over welke zaak gaat het?", known, 40),
    }


def _who(shown: _Shown) -> dict[str, Any]:
    seen = "Bijvoorbeeld: machtiging van 1 maart gezien. Of: nog niets gezien."
    return {
        "sender": shown.text("afzender", "Van wie is het bericht?", "De naam. Niet bekend? Laat het leeg."),
        "bringer": shown.choice("brenger", "Wie brengt of vertelt het?", _BRINGERS),
        "brought_by": shown.text("brenger-naam", "Hoe heet diegene?", required=True),
        "basis": shown.text("grondslag", "Waaruit blijkt dat diegene dit mag?", seen, 300, required=True),
        "source": shown.choice("bron", "Waar hebt u de tekst vandaan?", _SOURCES),
        "dated": shown.day("gedateerd", "Welke datum staat op de brief?", "Staat er geen? Laat het leeg."),
    }
