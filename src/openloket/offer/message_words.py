"""The words by which people say what they want: object, complain, apply; also misspelt."""

import re
import unicodedata
from dataclasses import dataclass

from openloket.law.kanalen import Berichtsoort

_READ = 12_000
_MOST_SHOWN = 80

_NEAR = r"[^.!?\n]{0,50}"  # in the same sentence
_AFTER = r"[^?]{0,50}"  # there, or in the next
_STAYS = r"(?:(?!\bniet\b)[^.!?\n]){0,40}"  # in the same sentence, without a "not" between
_OBJECTION = (
    r"\bbe[zsw]+a+r(?!lijk|termijn|commissie|procedure|periode|formulier|clausule)"
    r"(?:en|\w*s+ch?r?i\w*)?\b"
)
_COMPLAINT = r"\bkla+[cg]h?t(?:en)?\b"
_ASKED = (
    rf"(?:\ba+n ?vra+g\w*|\bverzoek\w*|\bmelding|\bzienswijze|{_COMPLAINT}|{_OBJECTION}"
    r"|\bapplication|\bobjection|\bcomplaint|\brequest)"
)
_PAPERS = (
    r"\b(?:stuk\w*|gegevens|papier\w*|document\w*|bewij\w*|bijlagen?|formulier\w*|\w*stroken|informatie)"
)
_DECISION = (
    r"(?:besl(?:uit|is+ing)|beschik+ing|afwij[zs]|afgewe[zs]en|gewei?gerd|weigering|aanslag|boete|bekeuring"
    r"|nahef+ing|dwangsom|toegekend|toekenning|\bwoz\b|uitkering|ingetrokken|stop ?gezet|gestopt|verlaagd"
    r"|gekort|terugbetal|terugvorder|vergun+ing|(?:uw|jullie|de|deze) brief|decision|\bfine\b|refus)"
)
_WRONG = (
    r"(?:\bonterecht|\bten onrechte|\bniet terecht|\bniet eerlijk|\boneerlijk|\bonredelijk|\bniet juist"
    r"|\bonjuist|\bklopt niet|\bkloppen niet|\bniet klopt|\bis fout|\bunfair\b|\bnot fair\b|\bis wrong\b"
    r"|\bklopt (?:er )?(?:niks|niets)|\bis niet goed\b|\bniet had(?:den)? (?:mogen|moeten))"
)
_AGAIN = (
    r"(?:\bher+zie\w*|\bheroverwe+g\w*|\bterug ?(?:te )?draai\w*|\bongedaan"
    r"|\bopnieuw (?:te )?(?:bekijk|beoorde)\w*"
    r"|\bnog (?:eens|een keer)\b[^.!?\n]{0,50}\bkijk)"
)
_SENT = r"\b(?:gemaakt|ingediend|aangetekend|gestuurd|verstuurd|verzonden|ontvangen|liggen|lopen|sent)\b"


@dataclass(frozen=True, slots=True)
class Named:
    """The type of message that somebody's words name, and the words that do."""

    kind: Berichtsoort
    words: str


def _either(*ways: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{way})" for way in ways))


# What somebody takes back. What the municipality takes back ("u trekt mijn vergunning in") is no such thing.
_WITHDRAWN = _either(
    r"\btrek(?:ken)? (?:ik |wij |we )?(?:hierbij |bij deze )?(?:mijn|onze?|de|het)\b"
    rf"{_STAYS}{_ASKED}{_STAYS}\bin\b",
    rf"\b(?:mijn|onze?|deze|my)\b{_STAYS}{_ASKED}{_STAYS}\b(?:intrek+en|in te trek+en|annule\w+)",
    rf"\b(?:intrek+(?:en|ing)|annule\w+)(?: van)? (?:mijn|onze?) {_ASKED}",
    rf"\bwithdraw (?:my|our) {_ASKED}",
)
_ADDED = _either(
    rf"\ba+nvul+\w*(?: {_PAPERS})?"
    rf"(?: (?:op|bij|van|voor|tot) (?:mijn |onze? |het |de |uw )?[^.!?\n]{{0,20}}{_ASKED})?",
    rf"\b(?:redenen|gronden|motivering) (?:van|voor|bij) (?:mijn|ons|het) {_OBJECTION}",
    rf"\bontbreken(?:de|d)?\b{_NEAR}{_PAPERS}",
    rf"\b(?:op)?gevraagde\b{_NEAR}{_PAPERS}",
    rf"\bstu+r(?:en)?\b{_NEAR}\bna\b(?! (?:mijn|de|het)\b)|\bna (?:te )?sturen\b|\bnasturen\b",
    r"\b(?:additional|missing|extra) (?:documents?|papers?|information)\b",
)
# Not: we have no objection; you may object (from our own letter); how does one object; I objected in March.
_NO_OBJECTION = _either(
    rf"\b(?:geen|zonder)(?: enkele?| verdere?| groot)? {_OBJECTION}(?!{_NEAR}\bmaar wel\b)",
    rf"\bno objections?\b(?!{_NEAR}\bbut\b)",
    rf"\b(?:kunt|kan|mag) u\b{_NEAR}{_OBJECTION} (?:maken|aantekenen|indienen)\b",
    rf"\bu kunt{_NEAR}{_OBJECTION}(?: maken)?",
    r"\b(?:als|indien|bent|mocht) u het (?:hier |er |daar )?niet (?:mee )?eens\b",
    rf"\b(?:hoe|waar|wanneer|how|where)\b{_NEAR}\b(?:ik|je|we|wij|i)\b{_NEAR}(?:{_OBJECTION}|\bobject\w*)",
    rf"\b(?:heb|had|hebben|hadden|is|was|have)\b{_NEAR}(?:{_OBJECTION}|\bobjection){_NEAR}{_SENT}",
    rf"\bhoe (?:ver|staat|gaat)\b[^.!?\n]{{0,20}}\b(?:mijn|ons|het) {_OBJECTION}",
    rf"\b(?:op|over|naar|bij|about) (?:mijn|ons|onze|het|dat|my) (?:{_OBJECTION}|\bobjection)",
    rf"\b(?:mijn|ons|het) {_OBJECTION} (?:van|d\.?d\.?) \d",
)
_OBJECTS = _either(
    _OBJECTION,
    r"\b(?:in|mijn|hoger) beroep\b(?! is\b| als\b)|\bstel\b[^.!?\n]{0,20}\bberoep\b",
    r"\bberoep (?:instellen|aan ?tekenen|indienen|gaan)\b",
    r"\bniet(?: \w+){0,2} ?\bmee ?e+ns?\b|\bniet e+ns? (?:met|over|bent|ben)\b|\bniet een met\b",
    r"\b(?:het|t|hier|daar|er) (?:\w+ ){0,3}niet(?: \w+){0,2} eens\b|\boneens\b",
    r"\bniet(?: \w+)? ak+o+rd\b|\bniet(?: \w+)? accepteren\b|\bac+epteer(?: \w+){0,4} niet\b",
    r"\bniet vinden in\b|\bprotest(?:eer|eren)?\b|\bverzet (?:mij|me|ons)\b|\bbetwist(?:en)?\b",
    r"\baan(?:ge)?vecht\w*|\bvecht\b[^.!?\n]{0,30}\baan\b",
    rf"{_WRONG}{_AFTER}{_DECISION}|{_DECISION}{_AFTER}{_WRONG}",
    rf"{_AGAIN}{_AFTER}{_DECISION}|{_DECISION}{_AFTER}{_AGAIN}",
    r"\b(?:i|we) (?:want to |wish to |would like to |hereby )?(?:object|appeal)\b|\bobjections?\b",
    rf"\btegen (?:het|de|uw|dit|deze|die|jullie) {_DECISION}|\banders beslis\w*|\bnot accept\b",
    r"\bdisagree\b|\b(?:not|don'?t) agree\b|\bappeal (?:against|the|your|this)\b",
)
_APPEALS = _either(
    r"\bberoep+s?schrif\w*",
    rf"\bberoep\b{_NEAR}(?:\brechter|\brechtbank|\braad van state|\bop (?:mijn |het )?{_OBJECTION})",
    rf"(?:\brechter|\brechtbank|\braad van state)\b{_NEAR}\bberoep\b",
)
_DEFAULT = _either(
    r"\bin ?gebreken?\b|\bingebrek\w*|\bnotice of default\b|\bin default\b|\bstill no decision\b",
    r"\bte laat\b[^.!?\n]{0,40}\b(?:besl\w+|beschik\w+|antwoord\w*)",
    r"\blate\b[^.!?\n]{0,20}\bdecision\b",
    rf"\b(?:beslis+|wettelijke )?termijn\b{_NEAR}\b(?:voorbij|verstreken|overschreden|verlopen|afgelopen)\b",
    r"\bnog (?:altijd |steeds )?(?:geen|niet)\b[^.!?\n]{0,30}"
    r"\b(?:besl(?:uit|is+ing|ist|oten)|beschikking)\b",
    rf"\bwacht(?:en)?\b{_NEAR}\bop (?:een |het |uw )?(?:besluit|beslis+ing|beschikking)\b",
    rf"\b(?:eis|wil|aanspraak)\b{_NEAR}\bdwangsom\b|\bdwangsom\b{_NEAR}\b(?:te laat|eis\w*|aanspraak)\b",
    rf"\b(?:alsnog|binnen (?:twee|2) weken){_NEAR}\b(?:besluit|beslis)\w*",
)
_VIEWS = _either(
    r"\bziens?w[ij]+[sz]en?\b|\binspraakreactie\b",
    r"\bontwerp[- ]?(?:besluit|bestemmingsplan|omgevingsplan|omgevingsvergunning|vergunning|plan)\w*",
)
_COMPLAINS = _either(
    rf"{_COMPLAINT}|\bkla+gschrift\b|\bkla+g(?:en)?\b|\bklachten(?:brief|formulier)\b|\bcompla(?:int|in)\w*",
    r"\bonbele+f\w*|\bonbeschoft\w*|\bonvriendelijk\w*|\bongepast\b|\brespectloos\b|\buitgescholden\b|\brude\b|\bschandalig\b",
    rf"\b(?:boos|ontevreden|niet tevreden|teleurgesteld)\b{_NEAR}\b(?:medewerk|gemeente|balie|ambten|jullie)",
    r"\b(?:slecht|niet netjes|niet goed|als vuil) (?:\w+ ){0,2}(?:behandeld|geholpen)\b",
)
_NO_COMPLAINT = _either(
    rf"\bgeen (?:enkele )?{_COMPLAINT}",
    r"\b(?:lichamelijke|medische|psychische|fysieke|last van) klachten\b",
    r"\bklachten (?:aan|van|in) (?:mijn|de|zijn|haar) (?:rug|knie|heup|hart|hoofd|been|lijf)\w*",
    rf"\b(?:heb|had|hebben)\b{_NEAR}{_COMPLAINT}{_NEAR}{_SENT}",
    rf"\b(?:op|over|met|van|naar) mijn (?:eerdere )?{_COMPLAINT}",
    rf"\b(?:hoe|waar)\b{_NEAR}{_COMPLAINT}[^.!?\n]{{0,30}}\?",
)
_APPLIES = _either(
    r"\bwo[ob]\b|\bwo[ob]-?verzoek\w*|\bwet open\b|\bopenbaar(?:making| maken)\b",
    r"\bavg\b|\bgdpr\b|\bpersoonsgegevens\b|\binzage in mijn\b|\brecht op (?:inzage|vergetelheid)\b",
    rf"\b(?:gegevens|dossier)\b{_NEAR}\b(?:verwijderen|wissen|inzien)\b|\b(?:verwijder|wis) mijn gegevens\b",
    rf"\b(?:ik|wij|we|hierbij|graag|wil|willen|wou|zou|kan|mag)\b{_NEAR}\ba+n ?(?:te )?vra+g(?:en)?\b",
    rf"\bvra+g(?:en)?\b(?! of\b| me\b| wanneer\b| hoe\b| waarom\b){_NEAR}"
    r"\baan\b(?! (?:u|jullie|de|het|mijn)\b)",
    r"\bvra+g(?:en)? (?:ik |wij |u |jullie )*(?:om|toestemming)\b|\ba+nvra+g (?:voor|om|van) een\b",
    r"\bverzoek ik\b|\b(?:ik|hierbij|bij deze|wij) (?:doe een )?verzoek(?:en)?\b",
    rf"\b(?:ik|wij|we|graag)\b{_NEAR}\b(?:\w*vergun+ing|ontheffing|bijstand|kwijtschelding|subsidie|toestemming)"
    rf"{_NEAR}\b(?:hebben|krijgen|nodig|ontvangen|verlengen)\b",
    r"\b(?:i|we) (?:want to|would like to|wish to) (?:apply|request|register)\b|\bapply for\b",
)
_NOT_APPLYING = _either(
    r"\b(?:over|van|op|bij|met) (?:mijn|onze|de|die) a+nvra+g\b",
    rf"\bhoe\b{_NEAR}\ba+n ?(?:te )?vra+gen\b",
)
_REPORTS = _either(
    r"\bmeld(?:en|ing)?\b|\b(?:af|aan)melden\b|\bdoor ?(?:te )?geven\b|\bgeef\b[^.!?\n]{0,30}\bdoor\b",
    r"\baangifte\b|\bkapot|\bdefect\b|\blosse? (?:stoep)?tegels?\b",
    r"\boverlast\b|\bzwerf(?:afval|vuil)\b|\bgrofvuil\b",
    r"\bomgevallen\b|\bverstopt\b|\bgedumpt\b|\bverhui(?:sd|zen|s)\b|\b(?:is|are) broken\b|\bto report\b",
)
_ASKS = _either(
    r"\bvra+g(?:je|en)?\b|\bwil(?:len)? (?:graag )?weten\b|\binformatie\b|\bquestion\b",
    r"\b(?:hoe|wanneer|waar|wat|waarom|welke|wie|kan|mag|kunt|moet|is|zijn|heb|hebben|hebt"
    r"|how|when|where|what|can|do)\b[^.!?\n]{0,100}\?",
)
# In this order: the first that finds its words decides. The second pattern hides them where they say
# something else.
_RULES = (
    (
        Berichtsoort.INGEBREKESTELLING,
        _DEFAULT,
        _either(r"\bals (?:wij|we) te laat\b", r"\bu ons in gebreke\b"),
    ),
    (Berichtsoort.INTREKKING, _WITHDRAWN, None),
    (Berichtsoort.ZIENSWIJZE, _VIEWS, None),
    (Berichtsoort.KLACHT, _COMPLAINS, _NO_COMPLAINT),
    (Berichtsoort.AANVULLING, _ADDED, None),
    (Berichtsoort.AANVRAAG, _APPLIES, _NOT_APPLYING),
    (Berichtsoort.MELDING, _REPORTS, None),
    (Berichtsoort.VRAAG, _ASKS, None),
)


def named(subject: str, text: str) -> Named | None:
    """The type of message that the words of its subject and text name; None when they name none.

    In doubt a message is an objection: who objects must not lose a term by how it is written (Awb 6:15).
    Words of objecting count before all others, wherever they stand, except where they only say what it is
    that somebody takes back or adds to.
    """
    whole = _evened(f"{subject}.\n{text[:_READ]}")
    appeals = _found(_APPEALS, whole, None)
    if appeals:
        return Named(Berichtsoort.BEROEP, appeals)
    objects = _found(_OBJECTS, _ADDED.sub(" ~ ", _WITHDRAWN.sub(" ~ ", whole)), _NO_OBJECTION)
    if objects:
        return Named(Berichtsoort.BEZWAAR, objects)
    found = ((kind, _found(words, whole, hidden)) for kind, words, hidden in _RULES)
    return next((Named(kind, words) for kind, words in found if words), None)


def _found(words: re.Pattern[str], text: str, hidden: re.Pattern[str] | None) -> str:
    """The words that say it, as they stand in the text; empty when they don't."""
    match = words.search(hidden.sub(" ~ ", text) if hidden else text)
    return match[0][:_MOST_SHOWN].strip(" .\n~") if match else ""


def _evened(text: str) -> str:
    """Small letters without accents, and one space between words."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return re.sub(r"[ \t\r]+", " ", letters)
