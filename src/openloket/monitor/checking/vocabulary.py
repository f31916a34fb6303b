"""What municipalities write: the phrases, in Dutch and English, by which each way to apply is told."""

import re

from openloket.monitor.checking.wording import Phrases

APPLY = Phrases(
    "opvragen", "vraag … op", "vraagt … op", "aanschaffen", "reserveren", "stopzetten", "intrekken",
    "aankondigen",
    "maak bezwaar", "maak … bezwaar", "doe aangifte", "teken bezwaar aan",
    "aanvragen", "vraag … aan", "aanvraag", "aanvraagt", "aanmelden", "meld … aan", "meld u", "melden",
    "melding",
    "doorgeven", "geef … door", "geeft … door", "indienen", "dien … in", "aangifte", "aangeven",
    "inschrijven",
    "schrijf … in", "regel direct", "direct regelen", "regelen", "regelt", "bezwaar maken",
    "klacht indienen",
    "verlengen", "opzeggen", "wijzigen", "opgeven", "bestellen", "registreren", "invullen", "vul … in",
    "verzoek", "apply", "application", "register", "report", "submit", "request", "starten", "start",
    "give notice", "oanfreegje", "freegje … oan", "trochjaan", "jou … troch", "oanmelde",
)  # fmt: skip
START = Phrases(
    "opvragen", "vraag … op", "stopzetten", "reserveren", "intrekken",
    "aanvragen", "vraag … aan", "aanvraag starten", "start … aanvraag", "start", "aanmelden", "doorgeven",
    "geef … door", "indienen", "dien … in", "melden", "meld", "meld … aan", "aangifte doen",
    "doe aangifte", "aangifte",
    "regel", "regelen", "inschrijven", "bezwaar maken", "maak bezwaar", "klacht", "invullen", "vul … in",
    "naar het formulier", "naar formulier", "formulier", "webformulier", "aanvraagformulier",
    "meldingsformulier",
    "aangifteformulier", "klachtenformulier", "bezwaarformulier", "e-formulier", "eformulier", "verlengen",
    "wijzigen", "opzeggen", "bestellen", "opgeven", "verzoek", "ga verder", "verder naar", "apply",
    "start application",
    "application form", "report", "register", "request", "submit", "online form", "inloggen", "log in",
    "met digid", "met eherkenning", "with digid", "zonder digid",
    "oanfreegje", "freegje … oan", "trochjaan", "jou … troch", "oanmelde", "ynlogge",
)  # fmt: skip
ONLINE = Phrases(
    "met dit formulier", "via dit formulier", "dit formulier",
    "online", "digitaal", "digitale", "via internet", "via de website", "via onze website", "webformulier",
    "e-formulier", "elektronisch", "elektronische", "digitally", "via het formulier", "met het formulier",
    "onderstaand formulier", "onderstaande formulier", "formulier op deze pagina", "formulier hieronder",
    "het volgende formulier", "formulier hierboven",
)  # fmt: skip
NOT_ONLINE = Phrases(
    "niet online", "niet digitaal", "niet … online", "niet … digitaal", "niet via internet",
    "niet via de website",
    "nog geen digitaal", "nog geen online", "niet per mail", "niet per e-mail", "niet via e-mail",
    "niet … per e-mail",
    "niet … per mail", "niet via de mail", "not … online", "cannot … online", "not possible …… online",
    "not yet possible", "niet mogelijk … online", "geen digitale", "geen online",
    "niet elektronisch", "digitaal …… niet mogelijk", "online …… niet mogelijk", "nog niet digitaal",
    "niet langer digitaal", "niet langer online", "niet meer online", "not by email",
    "geen e-mail", "geen e-mails",
)  # fmt: skip
LOGIN = Phrases(
    "digid", "met uw digid", "eherkenning", "e-herkenning", "eidas", "inloggen", "log in", "logt in",
    "ingelogd",
    "logging in", "log in with", "ynlogge", "logge … yn",
)  # fmt: skip
LOGIN_MEANS = Phrases("digid", "eherkenning", "e-herkenning", "eidas", "europees inlogmiddel")
NEEDED = Phrases(
    "nodig",
    "gebruik",
    "gebruikt",
    "houd … bij de hand",
    "vereist",
    "u logt in",
    "log in",
    "need",
    "required",
    "inloggen",
)
NO_LOGIN = Phrases(
    "zonder digid", "geen digid nodig", "niet in te loggen", "zonder inloggen", "zonder in te loggen",
    "hoeft … niet in te loggen", "dat hoeft niet", "inloggen …… hoeft niet", "inloggen is niet nodig",
    "login is not", "inloggen niet nodig", "geen digid", "without digid", "niet inloggen",
)  # fmt: skip
ABOUT_LOGIN = Phrases(
    "digid aanvragen", "digid kunt u aanvragen", "een digid kunt", "nieuwe digid", "vraag een digid",
    "vraagt u een digid", "digid helpdesk", "digid aan", "digid activeren", "hoe werkt digid",
    "meer over digid", "digid app",
    "wat is digid", "hulp bij digid", "nog geen digid", "digid machtigen", "digid-storing", "storing digid",
    "over digid", "uitleg over digid", "vraag digid aan", "eherkenning aanvragen", "geen digid",
)  # fmt: skip
PORTAL = Phrases(
    "mijn gemeente", "mijngemeente", "persoonlijke pagina", "persoonlijke internetpagina",
    "persoonlijke omgeving",
    "digitaal loket", "digitale loket", "persoonlijk loket", "mijn omgeving", "mijn loket", "mijnloket",
    "pip",
    "mijn overheid", "mijnoverheid", "klantportaal", "inwonersportaal", "ondernemersportaal",
    "burgerportaal",
    "portaal", "portal", "mijn belastingen", "mijn zaken", "inwonerportaal",
)  # fmt: skip
MY = re.compile(r"\b[Mm]ijn ?[A-Z][a-zA-Z-]+")
"""How municipalities call the pages behind the login, after themselves."""
FOLLOW = Phrases(
    "volg", "volgen", "status van uw", "status bekijken", "bekijk uw", "stand van zaken", "inzien",
    "voortgang",
    "eerder ingediende", "lopende", "track", "follow",
)  # fmt: skip
MAIL = Phrases(
    "mail …… naar", "mailen …… naar", "mailt …… naar", "e-mail … naar", "stuur …… mail", "stuurt …… mail",
    "per e-mail",
    "per mail", "via e-mail", "via de mail", "via mail", "e-mailen", "mailen", "mail … formulier",
    "stuur …… naar",
    "stuurt …… naar", "sturen …… naar", "send …… to", "by email", "email … to", "mail uw", "mail ons",
    "stuur een e-mail",
    "stuur een bericht", "opsturen naar", "opgestuurd naar",
)  # fmt: skip
QUESTIONS = Phrases(
    "vragen", "vraag", "meer informatie", "contact", "hulp", "meer weten", "questions", "question",
    "information",
    "informatie", "advies", "overleg", "uitleg", "feedback", "reageren", "bereikbaar",
)  # fmt: skip
ASKING = Phrases(
    "heeft u vragen", "vragen over", "heb je vragen", "hebt u vragen", "bij vragen", "voor vragen",
    "nog vragen",
    "voor meer informatie", "meer informatie", "meer weten", "any questions", "questions about",
    "vraag over",
    "komt u er niet uit", "kom je er niet uit", "hulp nodig", "lukt het niet", "helpdesk", "questions",
    "heeft u … vragen", "hebt u … vragen", "heb je … vragen", "met vragen",
    "vragen stellen", "stel … vraag",
)  # fmt: skip
PRINT = Phrases(
    "print", "printen", "uitprinten", "print … uit", "afdrukken", "druk … af", "geprint", "uitgeprint",
    "print out",
    "papieren formulier", "formulier op papier", "per post", "via de post", "op te sturen per post",
    "postbus",
    "antwoordnummer", "by post", "scan", "scannen", "ingescand", "inscannen", "onderteken", "ondertekend",
    "ondertekenen", "ondertekende", "handtekening", "lever … in", "inleveren", "afgeven", "opsturen",
    "stuur … op",
    "terugsturen", "stuur … terug", "signed", "sign", "post … naar", "schriftelijk", "brief",
)  # fmt: skip
SCAN = Phrases(
    "scan", "scannen", "ingescand", "ingescande", "inscannen", "gescand", "gescande", "foto van het formulier"
)
DOWNLOAD = Phrases(
    "download", "downloaden", "pdf", "formulier ophalen", "haal … formulier", "word-document",
)  # fmt: skip
PAPER_FORM = Phrases(
    "formulier", "aanvraagformulier", "aanmeldformulier", "aangifteformulier", "meldingsformulier",
    "inschrijfformulier", "wijzigingsformulier", "verzoekformulier", "machtigingsformulier", "form",
    "application form", "invulformulier", "bezwaarformulier", "klachtenformulier", "verklaring", "aanvraag",
    "aanvragen", "aanmelding", "melding", "toestemmingsverklaring", "inlichtingenformulier", "*formulier",
    "declaratieformulier", "kwijtscheldingsformulier",
)  # fmt: skip
NOT_A_FORM = Phrases(
    "folder", "brochure", "beleidsregel*", "verordening", "tarieven*", "plattegrond", "kaart",
    "toelichting",
    "handleiding", "voorwaarden", "regels", "nota", "rapport", "factsheet", "flyer", "privacyverklaring",
    "leidraad",
    "voorbeeld*", "richtlijn*", "stappenplan", "tabel", "lijst", "overzicht", "besluit", "legesverordening",
)  # fmt: skip
PHONE = Phrases(
    "bel", "bellen", "belt", "telefonisch", "telefoonnummer", "telefoon", "call", "by phone", "phone",
    "bel ons",
)  # fmt: skip
TOGETHER = Phrases(
    "al uw", "al je", "uw aanslagen", "uw zaken", "alles bij elkaar", "bij elkaar", "uw berichten",
    "al uw zaken",
    "uw gegevens bekijken", "mijn zaken", "uw lopende",
)  # fmt: skip
SEND_MAIL = Phrases(
    "stuur een e-mail", "stuur … een e-mail", "stuur een mail", "mail uw", "mail ons", "mail je",
    "stuurt een e-mail", "send an e-mail", "send an email", "een mail sturen", "mail dan", "stuur ons een",
)  # fmt: skip
SEND = Phrases("mail", "mailt", "stuur", "stuurt", "e-mail …… naar", "opsturen", "send")
COME = Phrases(
    "kom naar",
    "komt naar",
    "kom … naar",
    "kom dan naar",
    "doet u bij de gemeente",
    "doet u bij burgerzaken",
    "doet u bij de ambtenaar",
    "vraagt u aan bij de gemeente",
    "vraagt … aan in het",
    "neem contact op met",
    "neemt u contact op met",
    "neemt contact op met",
    "meld u bij",
    "meldt u zich bij",
    "meld je bij",
    "kom langs",
    "komt langs",
    "kom … langs",
    "komt … langs",
    "loop … binnen",
    "make an appointment",
    "you can do this",
)
CALL = Phrases("bel", "bellen met", "belt u", "kunt u bellen", "call us")
WRITE = Phrases(
    "schrijf een brief", "stuur een brief", "schrijft een brief", "stuurt een brief", "een brief sturen",
    "write a letter",
)  # fmt: skip
LETTER = Phrases("brief", "schriftelijk", "per post", "by letter", "postbus")
TURN_TO = Phrases(
    "neem … contact op", "neemt … contact op", "contact opnemen", "kunt u terecht", "wendt u zich",
    "loop … binnen",
    "meld u bij", "vraag het aan bij", "aanvragen bij", "ga naar", "bij", "contact",
)  # fmt: skip
DESK = Phrases(
    "afspraak maken", "maak … afspraak", "maakt … afspraak", "op afspraak", "een afspraak", "langskomen",
    "kom langs",
    "aan de balie", "bij de balie", "publieksbalie", "aan het loket", "in het gemeentehuis",
    "op het gemeentehuis",
    "naar het gemeentehuis", "bij het gemeentehuis", "persoonlijk", "zelf komen", "in persoon", "stadhuis",
    "gemeentewinkel", "stadswinkel", "stadskantoor", "gemeentekantoor", "spreekuur", "inloopspreekuur",
    "make an appointment", "make … appointment", "town hall", "city hall", "in person", "wijkteam",
    "huisbezoek",
    "klantcontactcentrum", "servicepunt", "balie", "loop … binnen", "langs met", "aanwezig zijn",
    "kom … langs",
    "komt … langs", "langs te komen", "meenemen", "neem … mee", "neemt … mee", "buurtteam",
    "by appointment",
)  # fmt: skip
ONLY_DESK = Phrases(
    "alleen … balie", "uitsluitend … balie", "alleen … persoonlijk", "alleen … afspraak",
    "alleen telefonisch",
    "alleen … bellen", "uitsluitend … afspraak", "persoonlijk aanvragen", "persoonlijk … komen",
    "zelf … komen",
    "alleen … gemeentehuis", "moet … persoonlijk", "only … in person", "in person", "altijd … persoonlijk",
    "alleen … stadhuis", "alleen … loket", "uitsluitend telefonisch", "komt … naar het gemeentehuis",
    "u moet … langskomen", "zelf aanwezig", "by appointment only", "appointment only", "moet u … komen",
    "uitsluitend persoonlijk",
)  # fmt: skip
APPOINTMENT = Phrases(
    "afspraak", "afspraken", "afspraak maken", "maak … afspraak", "plan … afspraak", "appointment",
    "afspraakmaken", "internetafspraken",
)  # fmt: skip
NOT_OFFERED = Phrases(
    "geen vergunning of melding", "vraagt … geen vergunning",
    "geeft … niet af", "is voorbij", "actie is voorbij", "actie is gestopt", "zijn op",
    "er komt geen nieuwe",
    "komt niet terug", "bestaat sinds … niet meer", "niet verkrijgbaar bij de gemeente",
    "doet de gemeente niet",
    "geen vergunning nodig", "geen … vergunning nodig", "geen vergunning … nodig", "geen ontheffing nodig",
    "vergunning … niet nodig", "vergunning … niet meer nodig", "niet vergunningplichtig", "kent geen",
    "kent … geen",
    "heft geen", "heffen geen", "heffen wij geen", "heft … geen", "verleent geen", "verlenen geen",
    "gemeente geeft geen", "wij geven geen", "geven … geen",
    "verstrekt geen", "verstrekken geen", "biedt … niet aan", "bieden … niet aan", "wordt niet aangeboden",
    "niet meer aangeboden", "is afgeschaft", "afgeschaft", "bestaat niet meer", "is vervallen",
    "is gestopt",
    "regeling … gesloten", "regeling … gestopt", "regeling … beëindigd", "niet meer aanvragen",
    "niet meer mogelijk",
    "niet langer mogelijk", "heeft … geen parkeervergunning*", "geen betaald parkeren",
    "niet aanvragen bij de gemeente",
    "niet bij de gemeente", "not offered", "no permit … needed", "geen melding nodig",
    "hoeft … niet te melden",
    "hoeft … niets aan te vragen", "hoeft … niet aan te vragen", "geen aanvraag nodig", "does not issue",
    "subsidieplafond … bereikt", "pot is leeg", "hebben wij geen", "hebben we geen", "we hebben geen",
    "gemeente heeft geen", "gemeente … heeft geen",
    "ontvangt … automatisch", "krijgt … automatisch", "automatisch toegestuurd",
    "regeling …… ingetrokken", "subsidieregeling …… ingetrokken", "subsidie …… ingetrokken",
    "niet … in behandeling",
)  # fmt: skip
NONE_OF_IT = Phrases(
    "geen vergunning of melding", "vraagt … geen vergunning",
    "geen vergunning aan te vragen", "verkoopt geen", "verkoopt … geen", "hoeft … geen",
    "hoeft … niet aan te vragen",
    "geen … te krijgen", "is niet nodig", "is … niet nodig", "is er niet", "is … verboden",
    "krijgt … vanzelf",
    "gaat vanzelf", "hoeft … niets te doen", "verhuurt … geen", "levert … geen", "doen wij niet",
    "is beëindigd",
    "is gesloten", "kon … aanvragen", "konden … aanvragen", "kon u", "kon je", "er is geen", "er zijn geen",
    "there is no", "mag zonder vergunning", "kan zonder vergunning", "zonder vergunning mag",
    "is vervangen door",
    "betaalt … geen", "bestaat … niet", "bestaan … niet", "budget is op", "niets te regelen",
    "gaat hier niet over",
)  # fmt: skip
BY_ANOTHER = Phrases(
    "website van het cbr", "bij het cbr", "op de website van de rdw",
    "bij een notaris", "bij de notaris", "van een notaris", "bij uw huisarts",
    "niet bij de gemeente", "niet de gemeente", "niet door de gemeente", "bij de provincie", "bij de rdw",
    "bij het uwv", "bij het waterschap", "waterschap behandelt", "bij de belastingdienst", "bij het cak",
    "bij de svb",
    "sociale verzekeringsbank", "bij de rijksoverheid", "bij de politie", "via de provincie", "bij duo",
)  # fmt: skip
NOT_HERE = Phrases(
    "niet bij de gemeente", "niet de gemeente", "niet door de gemeente", "niet bij ons", "niet aan ons"
)
OFF_TOPIC = Phrases(
    "bezwaar", "bezwaar maken", "bezwaar en beroep", "niet eens met", "beroep", "klacht", "klachten",
    "privacy",
    "zie ook", "lees ook", "nieuws", "gerelateerd", "wetgeving", "andere onderwerpen",
    "anderen bekeken ook",
)  # fmt: skip
ABSOLUTE = Phrases(
    "geen … meer nodig", "niet meer nodig", "niet langer nodig", "afgeschaft", "bestaat niet meer",
)  # fmt: skip
SENT_BACK = Phrases(
    "ingevuld en ondertekend", "ingevulde en ondertekende", "ondertekend terug", "ingevuld terug",
    "ingevuld inleveren",
    "lever het ingevulde", "lever het in", "stuur het ingevuld", "ingevuld … inleveren",
    "ingevulde formulier",
    "print het", "print dit", "print … formulier",
)  # fmt: skip
GO_ON = Phrases("volgende", "verder", "volgende stap", "ga door", "next", "continue")
OF_A_FORM = Phrases(
    "dit formulier", "stap 1", "voortgang", "te doorlopen stappen", "informatie vooraf", "this form",
    "stappen",
)  # fmt: skip
GONE = Phrases(
    "pagina niet gevonden", "pagina … niet gevonden", "pagina bestaat niet", "pagina … bestaat niet",
    "pagina … niet meer", "page not found", "niet gevonden", "not found", "404", "niet kunnen vinden",
    "kunnen … niet vinden", "kunnen … pagina … vinden", "oeps", "bestaat niet meer",
    "verplaatst of verwijderd",
    "verwijderd of verplaatst", "is verwijderd", "niet langer beschikbaar", "niet meer beschikbaar",
    "pagina is verhuisd", "is verhuisd", "does not exist", "geen pagina",
)  # fmt: skip
GONE_TITLE = Phrases(
    "pagina niet gevonden", "pagina … niet gevonden", "niet gevonden", "page not found", "not found",
    "404", "oeps",
    "pagina bestaat niet", "fout 404", "error 404", "pagina niet beschikbaar", "pagina … bestaat niet",
    "helaas",
    "pagina onbekend", "onbekende pagina", "pagina verwijderd", "pagina verplaatst", "sorry",
)  # fmt: skip
GONE_PAGE = Phrases(
    "pagina … niet gevonden", "pagina … bestaat niet", "page not found", "pagina … niet vinden",
    "page … not be found",
)  # fmt: skip
COOKIES = Phrases(
    "cookie", "cookies", "cookiebeleid", "toestemming … cookies", "cookie-instellingen", "consent"
)
ACCEPT = Phrases(
    "accepteren", "accepteer", "accept", "akkoord", "toestaan", "weigeren", "voorkeuren", "ga akkoord"
)
CLOSED = Phrases(
    "wegens onderhoud", "gepland onderhoud", "onderhoud aan de website", "door onderhoud",
    "tijdelijk niet beschikbaar", "tijdelijk … niet beschikbaar", "tijdelijk buiten gebruik",
    "tijdelijk niet bereikbaar", "storing", "technische problemen", "probeer het later", "maintenance",
    "tijdelijk gesloten", "temporarily unavailable",
)  # fmt: skip
BLOCKED = Phrases(
    "toegang geweigerd", "access denied", "captcha", "just a moment", "robot", "forbidden",
    "verify you are human",
    "beveiligingscontrole", "security check", "request blocked", "bent u een mens", "geen robot",
)  # fmt: skip
NEEDS_SCRIPTS = Phrases(
    "javascript", "scripts", "enable javascript", "zet javascript aan", "javascript inschakelen",
)  # fmt: skip
GENERAL_FORM = Phrases(
    "contactformulier", "contact formulier", "neem contact", "terugbelverzoek", "bel mij terug",
    "reactieformulier",
    "feedback", "nieuwsbrief", "newsletter", "zoeken", "zoek", "search", "vond u", "nuttig",
    "deze informatie",
    "vraag stellen", "stel … vraag", "contact form", "reageer", "deze pagina", "mist u iets", "beoordeel",
)  # fmt: skip
NEWS = Phrases("nieuwsbericht", "geplaatst op", "gepubliceerd op", "persbericht", "nieuws")


def asks(text: str) -> bool:
    """Whether a sentence is about asking questions, not about applying."""
    return bool(_QUESTION.search(text)) or bool(ASKING.found(text))


_QUESTION = re.compile(r"(?i)\bvragen\s*\?|^\s*vragen\b|\bquestions?\s*\?")
