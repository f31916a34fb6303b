"""The words by which servers say why, by cause, in the languages that they write; the surest family first."""

import re

from openloket.mailread.bounce.model import Cause


def _any(patterns: str) -> re.Pattern[str]:
    """One pattern on each line; a line that begins with | goes on with the one before."""
    whole = re.sub(r"\n +(?=\|)", "", patterns).strip()
    return re.compile(re.sub(r"\n +", "|", whole), re.IGNORECASE)


_SENDER = _any(r"""
    (?:sender|from|helo|return[- ]path) (?:address|domain|verif\w+|command)?.{0,40}(?:reject|not exist
    |not found|invalid|refused|denied|unknown|fail)
    domain of sender|\brcpthosts\b
    (?:sender|client host|your (?:host|ip|server|domain|message)).{0,20}(?:blocked|reject|denied)
""")
_FULL = _any(r"""
    (?:mail ?box|inbox|account|mail (?:folder|drop|directory)|maildir|user) (?:is |are )?(?:\w+ )?full\b
    over ?[- ]?quota|quota.{0,30}(?:exceed|full|reached|violat|vol|dépass|superad|overschre|überschr)
    exceed\w{0,12}.{0,40}(?:quota|storage|disk (?:space|limit)|(?:mail|in)box|local limit)|\bquota .?exceed
    (?:mail ?box|storage|disk).{0,30}(?:exceed|limit)|(?:disk|mail) quota|too much mail data
    too many (?:e-?)?(?:mails?|messages) (?:on|in|stored)|zu ?viele (?:e-?)?mails
    (?:not enough|insufficient|no more|out of) (?:system |disk |storage |mailbox ){0,3}(?:storage|space|room)
    (?:storage|disk) (?:space |allocation )?(?:is )?(?:full|exhausted)|no space left|out of storage
    (?:postvak|mailbox|postbus|inbox).{0,20}\bvol(?:le)?\b|(?:postfach|mailbox|konto).{0,20}\bvoll\b
    speicherplatz|bo[iî]te.{0,40}(?:pleine|satur)|bu[z]?ón.{0,20}llen|sin espacio|cuota (?:de|exced)
    casella.{0,20}piena|caixa.{0,20}(?:cheia|lotada)|skrzynk\w{0,12}.{0,20}(?:pełna|przepełn)
    posta kutusu.{0,12}dolu|(?:inkorg|postlåda|postkasse|indbakke)\w{0,12}.{0,20}(?:full|fuld)
    \u043f\u0435\u0440\u0435\u043f\u043e\u043b\u043d\u0435\u043d|\u5bb9\u91cf|\u90ae\u7bb1.{0,6}\u6ee1
    \u3044\u3063\u3071\u3044
""")
_SUSPENDED = _any(r"""
    (?:user|account|mail ?box|recipient|address|gebruiker|konto|compte|cuenta)\w{0,12}.{0,40}(?:disabled
    |deactivated|discontinued|inactive|suspended|\b(?:locked|frozen)|expired|not active|is bloque|désactiv
    |gesperrt|deaktiviert|uitgeschakeld|desactivad|bloquead|disattivat)
    (?:user|account|mail ?box|gebruiker|postvak) (?:\S{1,40} ){0,3}(?:blocked|geblokkeerd)
    (?:disabled|inactive|suspended|locked|deactivated) (?:user|account|mail ?box|recipient)
""")
_NO_ADDRESS = _any(r"""
    (?:user|recipient|account|mail ?box|address|addressee|local[- ]?part|alias|userid
    |rcpt|name(?! (?:or )?serv)) (?:\S{1,40} ){0,3}(?:is )?(?:un ?known
    |not (?:found|known|exist|recogni[sz]ed|listed|valid|available|present)|unavailable|invalid
    |does ?(?:n[o']t| not) (?:exist|appear|have|match)|could not be found
    |cannot be found|no longer (?:exists?|available|valid|in use|on server|here)|has been (?:removed|deleted
    |closed))
    (?:un ?known|no such|invalid|bad|non[- ]?existent|not? (?:an? )?(?:valid|known|active
    |existing|current)|illegal|incorrect|unrout(?:e)?able
    |no)[ _](?:[\w-]{1,20} )?(?:user|recipient|account|mail ?box|address(?!es? of)
    |addressee|local[- ]?part|alias
    |person|final delivery userid)
    no mail ?box (?:here )?(?:by|with|for|of)|not our (?:user|customer)|doesn't have an? .{0,40}account
    (?:that|this|the) (?:e-?mail )?(?:account|address|user|mail ?box).{0,60}(?:does ?(?:n[o']t| not) exist
    |found)
    recipient (?:address )?rejected: (?:access denied|unknown|user|undeliverable|invalid|no such|account)
    recip(?:ient)?.{0,3}not.{0,2}found|user_unknown|unknown_user
    not (?:found )?in (?:directory|database|our)|no (?:one|body) (?:here )?(?:by|with|of) that name
    isn't (?:a |in )|does(?:n't| not) like recipient
    (?:onbekend\w{0,12}|ongeldig\w{0,12}) (?:e-?mail-?)?(?:adres|gebruiker|ontvanger|geadresseerde|postvak)
    (?:adres|gebruiker|ontvanger|geadresseerde|postvak|account)\w{0,12}.{0,30}(?:onbekend|ongeldig
    |bestaat niet
    |niet gevonden|is niet gevonden|niet aangetroffen)
    (?:benutzer|empfänger|adresse|adressat|konto|postfach|mailbox)\w{0,12}.{0,40}(?:unbekannt
    |nicht (?:gefunden
    |bekannt|vorhanden)|existiert nicht|ungültig)
    unbekannte\w{0,12} (?:benutzer|empfänger|adresse)
    (?:adresse|destinataire|utilisateur|compte|bo[iî]te)\w{0,12}.{0,50}(?:inconnu|invalide|n'existe|introuvable
    |n'a pas été trouv)
    (?:usuario|destinatario|dirección|cuenta|buzón|conta|endereço|usuário)\w{0,12}.{0,40}(?:no existe
    |desconocid
    |no válid|inválid|no se (?:ha )?enc|não existe|desconhecid|inexist)
    (?:utente|destinatario|indirizzo|casella)\w{0,12}.{0,40}(?:sconosciut|non esist|inesistente|non valid
    |non trovat)
    (?:adres|użytkownik|odbiorc|konto|skrzynk)\w{0,12}.{0,30}(?:nie istnieje|nieznan|nie znalezion)
    (?:användare|mottagare|adress|bruger|modtager|bruker|mottaker)\w{0,12}.{0,30}(?:okänd|finns inte
    |hittades inte|ukendt|findes ikke|ukjent|finnes ikke)
    (?:kullanıcı|alıcı|adres)\w{0,12}.{0,30}(?:bulunamad|bilinmiyor|geçersiz|mevcut değil)
    (?:\u043f\u043e\u043b\u044c\u0437\u043e\u0432\u0430\u0442\u0435\u043b|\u0430\u0434\u0440\u0435\u0441
    |\u044f\u0449\u0438\u043a
    |\u043f\u043e\u043b\u0443\u0447\u0430\u0442\u0435\u043b)\S{0,12}.{0,40}\u043d\u0435\s(?:\u043d\u0430\u0439\u0434
    |\u0441\u0443\u0449\u0435\u0441\u0442\u0432)
    \u5b58\u5728\u3057|\u898b\u3064\u304b\u308a\u307e\u305b\u3093|\u4e0d\u5b58\u5728|\u627e\u4e0d\u5230
""")
_NO_DOMAIN = _any(r"""
    (?:host|domain|server)(?: name)? (?:\S{1,60} )?(?:is )?(?:not found|un ?known|does(?:n't| not) exist
    |lookup fail)
    (?:un ?known|no such|invalid|illegal|bad|non-?existent) (?:mail )?(?:host|domain|server name)
    host or domain name not found|domain name not found|name or service not known|nxdomain
    no (?:mx|mail exchanger|mail server)\b
    (?:could ?n[o']t|couldn't|cannot|can't|unable to) (?:find|resolve|look ?up|route) (?:a |any\s
    |the )?\w{0,12} ?(?:host|domain|mx|mail exchanger)
    (?:does not|doesn't) accept (?:any )?(?:e-?)?mail|null ?mx|unrout(?:e)?able (?:mail )?domain
    name (?:service|server) (?:error|failure)|dns (?:error|lookup fail|failure)
    account or domain may not exist
    (?:domein|domän|domaine|domini)\w{0,12}.{0,30}(?:bestaat niet|onbekend|niet gevonden|existiert nicht
    |unbekannt|nicht gefunden|inconnu|n'existe|introuvable|no existe|no se enc|inesistente|não existe)
""")
_MOVED = _any(r"""
    (?:has|have) (?:moved|changed (?:his |her |their |its )?(?:e-?mail|address))
    no longer (?:at|with|works|employed)|new (?:e-?mail )?address is
    use (?:the |his |her )?new (?:e-?mail )?address|user has moved|nieuwe? (?:e-?mail)?-?adres is
    neue (?:e-?mail-?)?adresse|nouvelle adresse|nueva dirección
""")
_TOO_LARGE = _any(r"""
    (?:message|mail|header|attachment|letter)s?(?: size| length| \(\d{1,12}\S{0,5} ?\w{0,12}\))? (?:is |was\s
    |are )?(?:too (?:big|large)|larger than|exceeds?)
    (?:too (?:big|large)|exceeds? (?:the |our )?(?:\w+ )?(?:maximum|max\.?|size|limit))
    (?:maximum|max\.?|fixed) (?:message |allowed |mail |e-?mail )?size|\bsize[ -]?limit|message size exceed
    \bte groot\b|zu groß|trop (?:volumineux|grand|gros)|demasiado grande|troppo grande|muito grande
""")
_REFUSED = _any(r"""
    \bspam|\bube\b|unsolicited|junk|virus|malware|phish|blocked|black ?-?list|block ?-?list|\brbl\b|dnsbl
    spamhaus|reputation|polic(?:y|ies)|\bdmarc\b|\bspf\b|\bdkim\b|reverse dns|\brdns\b|\bptr\b
    unauthenticated|authenticat|relay(?:ing)? (?:is |access )?(?:denied|not (?:allowed|permitted))
    relay (?:mail|through)|access denied|not permitted|not allowed|not (?:been )?authori[sz]ed|permission to
    forbidden|prohibited|banned|filtered|content|compliant
    multiple (?:addresses|subject)|protocol violation|media error|suspicious|bulk mail
    requires confirmation|white ?-?list|not pre-approved|geblokkeerd
    niet toegestaan
""")
# These say that it was refused, not why: a code that names the address knows more.
TURNED_DOWN = _any(r"""
    rejected|refused by|rejects|not accept(?:ed|ing)
    geweigerd|abgelehnt|verweigert|refusé|rechazad|rifiutat|recusad
    odrzucon|\u043e\u0442\u043a\u043b\u043e\u043d|\u62d2\u5426|\u62d2\u7edd
""")
_EXPIRED = _any(r"""
    expired|retry time(?:out)?|(?:queue|tried|trying|failing).{0,30}(?:too long|long time)|giving up\.?\Z
    gave up|could not (?:be )?deliver(?:ed)? for|delivery time|unable to deliver in \d+|for the last \d+\s
    within \d+ (?:day|hour)|(?:will be |is )?(?:being )?retried|delayed|verlopen|abgelaufen|expiré|caducad
    scadut
""")
_BUSY = _any(r"""
    too many (?:connections|recipients|messages|sessions|errors)
    (?:rate|frequency|volume|hour\w{0,12}|daily).{0,20}limit|limit(?:ed|ing)? .{0,20}(?:rate|frequency)
    too (?:fast|frequent)|throttl|gr[ae]y ?-?list|temporarily deferred|has sent to too many|try again later
    server (?:is )?(?:too )?busy|resources temporarily|relay quota|tijdelijk
""")
_UNREACHABLE = _any(r"""
    connection (?:refused|timed out|reset|closed|failed|lost|dropped)|lost connection|no route to host
    timed? ?out|network (?:is )?unreachable
    (?:host|server) (?:is )?(?:not reachable|unreachable|down|unavailable|not respond)
    (?:unable|wasn't able|could ?n[o']t|failed) to (?:connect|establish)|refused to talk
    service (?:is )?(?:currently |temporarily )?(?:not |un)available
""")
_FAULT = _any(r"""
    too many hops|mail loop|loop(?:s)? back|loop(?:ing)? (?:was )?detected|routing loop
    (?:internal|system|local) (?:server |delivery |configuration )?(?:error|problem)|syntax error
    can't create|i/o error|configuration error
""")
FAMILIES = (
    (Cause.REFUSED, _SENDER),
    (Cause.MAILBOX_FULL, _FULL),
    (Cause.SUSPENDED, _SUSPENDED),
    (Cause.NO_ADDRESS, _NO_ADDRESS),
    (Cause.NO_DOMAIN, _NO_DOMAIN),
    (Cause.MOVED, _MOVED),
    (Cause.TOO_LARGE, _TOO_LARGE),
    (Cause.EXPIRED, _EXPIRED),
    (Cause.BUSY, _BUSY),
    (Cause.REFUSED, _REFUSED),
    (Cause.UNREACHABLE, _UNREACHABLE),
    (Cause.FAULT, _FAULT),
)
