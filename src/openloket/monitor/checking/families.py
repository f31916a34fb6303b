"""What an address tells: of which family of forms, portals or calendars it is, after real catalogues."""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote_plus, urlsplit


class Leads(StrEnum):
    """What stands at an address, as far as the address tells."""

    FORM = "formulier"
    LOGIN_FORM = "formulier met inloggen"
    PORTAL = "persoonlijke omgeving"
    APPOINTMENT = "afspraak maken"
    ELSEWHERE = "site van een ander"
    LOGIN_HELP = "uitleg over inloggen"
    SOCIAL = "sociale media"
    FILE = "bestand"
    PAGE = "pagina"


@dataclass(frozen=True, slots=True)
class Family:
    """One pattern of addresses: who supplies it (empty: many do), and what it leads to."""

    name: str
    leads: Leads
    host: re.Pattern[str] | None = None
    path: re.Pattern[str] | None = None

    def knows(self, host: str, path: str) -> bool:
        """Whether an address is of this family."""
        return (self.host is None or bool(self.host.search(host))) and (
            self.path is None or bool(self.path.search(path))
        )


def _family(name: str, leads: Leads, host: str = "", path: str = "") -> Family:
    return Family(
        name,
        leads,
        re.compile(host, re.IGNORECASE) if host else None,
        re.compile(path, re.IGNORECASE) if path else None,
    )


_LOGIN_PATH = (
    r"([/_.-]|^)(met-)?(digid|eherkenning|login-?form)([/_.?-]|$)|/f/\d+/login|new\.digid|met\+digid"
)
_NO_LOGIN = r"no-login|zonder-?digid|anoniem|geen-?digid"

FAMILIES = (
    _family("", Leads.FILE, path=r"\.(pdf|docx?|odt|rtf|xlsx?|dotx?)($|\?)|/file/|/download(s)?/[^/]+$"),
    _family("", Leads.APPOINTMENT, host=r"^afspra|afspraak|qmatic|mijnafspraakmaken|jccsoftware|timeblockr"),
    _family(
        "", Leads.APPOINTMENT, path=r"internetafspraken|qmaticwebbooking|afspraak-?maken|afspraken?(/|$)"
    ),
    _family(
        "", Leads.APPOINTMENT, path=r"make-appointment|/idd/afspraak|/appointment|(een-)?afspraak(/|$|\?)"
    ),
    _family("MijnOverheid", Leads.PORTAL, host=r"(^|\.)mijn\.overheid\.nl$"),
    _family("", Leads.LOGIN_HELP, host=r"(^|\.)(digid|eherkenning|machtigen\.digid)\.nl$"),
    _family("Omgevingsloket", Leads.LOGIN_FORM, host=r"(^|\.)(omgevingsloket|olo)\.nl$"),
    _family("", Leads.FORM, path=_NO_LOGIN),
    _family("Centric", Leads.LOGIN_FORM, host=r"(^|\.)iburgerzaken\.|edienstenburgerzaken"),
    _family("Centric", Leads.LOGIN_FORM, path=r"/gaas-web/server/(start|continue)/start"),
    _family("Kodision", Leads.LOGIN_FORM, path=r"/form/[^/]*digid|/digid-\d+-\d+"),
    _family("e-inwoner", Leads.LOGIN_FORM, host=r"e-inwoner\.nl$", path=r"new\.digid"),
    _family("e-inwoner", Leads.FORM, host=r"e-inwoner\.nl$"),
    _family("", Leads.LOGIN_FORM, path=_LOGIN_PATH),
    _family("Gemeenteportaal", Leads.PORTAL, host=r"gemeenteportaal\.nl$"),
    _family(
        "",
        Leads.LOGIN_FORM,
        host=r"^(mijn[a-z]*|pip)\.",
        path=r"/(aanvra\w+|formulier\w*|f|nxt|product\w*|start)/.",
    ),
    _family("", Leads.PORTAL, host=r"^(mijn[a-z]*|pip|persoonlijk)\.", path=r"^/?(#.*)?$"),
    _family(
        "", Leads.PORTAL, path=r"/(login-portal|mijn-?(gemeente|loket|zaken|omgeving|pip)|pip|mijn)(/|$|\?)"
    ),
    _family("Open Formulieren", Leads.FORM, host=r"^open-?forms?\.|open-?formulieren"),
    _family("Formdesk", Leads.FORM, host=r"formdesk\.com$"),
    _family("Burgerberichten", Leads.FORM, host=r"burgerberichten\.nl$"),
    _family(
        "",
        Leads.FORM,
        host=r"^(www\d?\.)?(e?-?form(s|ulier(en)?)?|eforms?|frm|pform|tripleforms?|webforms?)\.",
    ),
    _family("Atos", Leads.FORM, host=r"^(dloket|eloket)\.", path=r"/(startform|f/\d+)|schema="),
    _family("", Leads.FORM, path=r"/startform\?|/(burger|bedrijf|organisatie)/startform|/f/\d+|schema=\w+"),
    _family("Roxit", Leads.FORM, path=r"prodcat/process/|getproductdetailsaction.*selecttab=aanvragen"),
    _family("Triple Forms", Leads.FORM, path=r"/formulier/nl-nl/|\.aspx\?.*formulier|/sc[a-z]+\.aspx"),
    _family("Exxellence", Leads.FORM, path=r"/ufs/|formulieren\.eb|mor\.eb"),
    _family("Zaaksysteem", Leads.FORM, path=r"/zaak/create/webformulier"),
    _family("Mozard", Leads.FORM, path=r"!suite\d+\.scherm|webplus\.show"),
    _family(
        "", Leads.FORM, host=r"(fixi|mijn-melding|verbeterdebuurt|slimmelden|meldingen\.[a-z-]+)\.(nl|com)$"
    ),
    _family("", Leads.FORM, host=r"(jotform|typeform|forms\.office|forms\.gle|surveymonkey|crowdtech)\b"),
    _family(
        "",
        Leads.FORM,
        path=r"/(formulieren?|forms?|webformulier(en)?|aanvraagformulier|e-?form)(/|$|\?|\.html)",
    ),
    _family(
        "",
        Leads.FORM,
        path=r"(aanvraag|meld(ings)?|aangifte|bezwaar|klachten|aanmeld)-?formulier|-formulier(/|$)",
    ),
    _family(
        "", Leads.FORM, path=r"/start-[a-z-]+$|/multiform|/uw-gegevens|/introduction$|/informatie-vooraf"
    ),
    _family("", Leads.PORTAL, host=r"^(mijn[a-z]*|pip)\."),
    _family(
        "",
        Leads.ELSEWHERE,
        host=r"(^|\.)(rijksoverheid|overheid|rdw|cbr|uwv|werk|justis|belastingdienst|kadaster|rechtspraak|ind"
        r"|svb|cak"
        r"|duo|politie|kvk|vng|wetten\.overheid|ruimtelijkeplannen|lokaleregelgeving|officielebekendmakingen"
        r"|nederlandwereldwijd|juridischloket|ombudsman|nationaleombudsman|autoriteitpersoonsgegevens"
        r")\.(nl|com|eu)$",
    ),
    _family(
        "", Leads.SOCIAL, host=r"(^|\.)(facebook|instagram|linkedin|youtube|twitter|x|whatsapp|wa)\.(com|me)$"
    ),
)


@dataclass(frozen=True, slots=True)
class Told:
    """What an address leads to, by which family; `supplier` is empty when the address does not tell."""

    leads: Leads
    supplier: str = ""


def tell(address: str) -> Told:
    """What stands at a web address, as far as the address tells; PAGE when nothing does."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return Told(Leads.PAGE)
    path = unquote_plus(parts.path + ("?" + parts.query if parts.query else ""))
    path += "#" + parts.fragment if parts.fragment.startswith("/") else ""
    # A form "with DigiD" is written in the address with plus signs, which are spaces by now.
    path = path.replace(" ", "+")
    found = next((one for one in FAMILIES if one.knows(host, path)), None)
    return Told(found.leads, found.name) if found else Told(Leads.PAGE)
