"""The questions about a carrier, in the words of who keeps the settings."""

from collections.abc import Mapping
from typing import Any

from openloket.flows.delivery.choose_carrier import CHOICES, NOTIFY
from openloket.post.ladder import READING
from openloket.post.models import CarrierAccount, Way
from openloket.web.desk.delivery.batch_parts import CARRIERS

_TITLES: Mapping[Way, tuple[str, str]] = {
    Way.LETTER: (
        "Wie print de brieven?",
        "Nu of straks: brieven met een adres gaan op werkdagen vanzelf naar de drukker. Wat de drukker niet "
        "kan, blijft bij Post staan.",
    ),
    Way.SMS: (
        "Sms",
        "Een sms gaat alleen uit als een melding per e-mail niet aankomt, en alleen naar wie daarvoor een "
        "nummer gaf. Er staan geen persoonsgegevens in. Opent de lezer het bericht daarna niet binnen "
        f"{READING.days} dagen, dan gaat er een brief. Laat NotifyNL ons vertellen of de sms aankwam: zonder "
        "dat gaat de brief na een dag.",
    ),
    Way.EMAIL: (
        "E-mail via NotifyNL",
        "Kies dit als uw organisatie e-mail via NotifyNL verstuurt en niet via een eigen mailserver. "
        "E-mails met een bijlage kunnen niet via NotifyNL.",
    ),
    Way.BOX: (
        "Berichtenbox (MijnOverheid), via NotifyNL",
        "Wie met DigiD inlogt, kan in Mijn omgeving kiezen voor de Berichtenbox. Alleen wie dat zelf koos, "
        "krijgt berichten daar. Kan een bericht er niet in? Dan gaat het per e-mail of per brief.",
    ),
}
_HINTS = {
    "folder": "U haalt de partijen zelf uit een map op de server, of de drukker doet dat.",
    "sftp": "Elke partij komt op de server van de drukker te staan.",
    "notify": "NotifyNL verstuurt, en vertelt wat ervan kwam.",
}
_NO_ONE = {
    Way.LETTER: "Wij printen zelf",
    Way.SMS: "Wij versturen geen sms",
    Way.EMAIL: "Niet via NotifyNL",
    Way.BOX: "Wij gebruiken de Berichtenbox niet",
}
_UNSURE = {
    Way.LETTER: (
        "Brieven via NotifyNL zijn hier niet met het echte NotifyNL geprobeerd. In de openbare uitleg van "
        "NotifyNL staat dat brieven nog niet voor iedereen kunnen. Maak eerst een proef en kijk of het adres "
        "in het venster past."
    ),
    Way.SMS: "Dit is niet met het echte NotifyNL geprobeerd. Doe eerst een proef met een testsleutel.",
    Way.EMAIL: (
        "Dit is niet met het echte NotifyNL geprobeerd. Doe eerst een proef met een testsleutel, en kijk hoe "
        "de tekst eruitziet."
    ),
    Way.BOX: (
        "Dit is niet met het echte NotifyNL geprobeerd, en NotifyNL legt dit deel niet openbaar uit. Doe "
        "eerst een proef met een testsleutel. Stuur daarna één bericht aan uzelf."
    ),
}
_HOUR = ("hour", "Vanaf welk uur gaan de brieven weg?", "Een heel uur, op werkdagen. Bijvoorbeeld 15.")
_QUESTIONS: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "folder": (),
    "sftp": (
        ("host", "Server", "Bijvoorbeeld sftp.drukker.nl."),
        ("port", "Poort", "Meestal 22."),
        ("user", "Gebruikersnaam", ""),
        ("folder", "Map op de server", "Leeg: de map waarin u binnenkomt."),
        ("fingerprint", "Vingerafdruk van de server", "Vraag hem aan de drukker. Hij begint met SHA256:"),
    ),
    "notify": (("address", "Adres van NotifyNL", f"Leeg: {NOTIFY}."),),
}
_TEMPLATES: Mapping[Way, tuple[tuple[str, str, str], ...]] = {
    Way.LETTER: (),
    Way.SMS: (("sms_template", "Template-ID", "Van een sms-template met als tekst alleen ((tekst))."),),
    Way.EMAIL: (
        (
            "email_template",
            "Template-ID",
            "Van een e-mailtemplate met als onderwerp ((onderwerp)) en als tekst alleen ((tekst)).",
        ),
    ),
    Way.BOX: (
        ("box_kind", "Berichttype", "Zoals u dat met MijnOverheid afsprak. Leeg: NotifyNL kent het al."),
    ),
}
_NEEDS: Mapping[Way, tuple[str, ...]] = {
    Way.BOX: (
        "een dienst bij NotifyNL die berichten in de Berichtenbox mag zetten, met uw OIN;",
        "een aansluiting van uw organisatie op de Berichtenbox (bij Logius);",
        "een afspraak met NotifyNL over het burgerservicenummer: dat gaat mee, want daarmee vindt "
        "MijnOverheid de Berichtenbox (AVG artikel 28).",
    )
}
_FREE = ("port", "folder", "address", "box_kind")
_SECRETS = {
    "sftp": (
        "Wachtwoord of sleutel",
        "longtext",
        "Een wachtwoord, of een privésleutel met -----BEGIN en -----END.",
    ),
    "notify": ("API-sleutel", "text", "De hele sleutel: naam, dienst en geheim."),
}


def words(way: Way) -> dict[str, Any]:
    """What stands above the questions; `needs`: what the organisation must have arranged."""
    title, told = _TITLES[way]
    return {"title": title, "told": told, "no_one": _NO_ONE[way], "needs": _NEEDS.get(way, ())}


def not_tried(way: Way) -> str:
    """What a try can't show, to stand behind what it did show; empty: nothing."""
    return " Of MijnOverheid uw berichten aanneemt, ziet u bij het eerste bericht." if way is Way.BOX else ""


def described(row: CarrierAccount) -> dict[str, Any]:
    """Who carries it now, without secrets."""
    shown = {key: value for key, value in row.settings.items() if key != "callback"}
    labels = {key: label for key, label, _ in _questions(Way(row.way), row.carrier)}
    values = [
        {"label": labels[key], "value": value} for key, value in shown.items() if key in labels and value
    ]
    return {"carrier": CARRIERS.get(row.carrier, row.carrier), "values": values}


def options(way: Way, kept: str) -> list[dict[str, Any]]:
    """The carriers to choose from."""
    return [
        {
            "value": key,
            "label": CARRIERS[key][0].upper() + CARRIERS[key][1:],
            "hint": _HINTS[key],
            "kept": key == kept,
        }
        for key in CHOICES[way]
    ]


def names(way: Way, carrier: str) -> list[str]:
    """The names of the settings that a carrier asks."""
    return [key for key, _, _ in _questions(way, carrier)]


def fields(
    way: Way, carrier: str, typed: Mapping[str, str], problems: Mapping[str, str], has_secret: bool
) -> list[dict[str, Any]]:
    """The questions of a carrier; none as long as none was chosen."""
    if not carrier:
        return []
    asked: list[dict[str, Any]] = [
        {
            "key": key, "type": "text", "label": label, "hint": hint, "required": key not in _FREE,
            "value": typed.get(key, ""), "error": problems.get(key), "max_length": 250,
        }
        for key, label, hint in _questions(way, carrier)
    ]  # fmt: skip
    if carrier == "notify":
        warning = {
            "key": "let-op",
            "type": "explanation",
            "style": "warning",
            "label": "Nog niet in het echt geprobeerd",
        }
        asked.insert(0, {**warning, "text": _UNSURE[way]})
    if carrier in _SECRETS:
        label, kind, hint = _SECRETS[carrier]
        told = f"{hint} Laat leeg om te houden wat er al is." if has_secret else hint
        asked.append(
            {
                "key": "geheim", "type": kind, "label": label, "hint": told, "required": not has_secret,
                "value": "", "error": problems.get("geheim"), "max_length": 250,
            }
        )  # fmt: skip
    return asked


def _questions(way: Way, carrier: str) -> tuple[tuple[str, str, str], ...]:
    if carrier not in _QUESTIONS:
        return ()
    templates = _TEMPLATES[way] if carrier == "notify" else ()
    return (*_QUESTIONS[carrier], *templates, *((_HOUR,) if way is Way.LETTER else ()))
