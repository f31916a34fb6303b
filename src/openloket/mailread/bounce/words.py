"""The words by which mail servers say that a message did not arrive: patterns, read line by line."""

import re

# Letters with accents belong to an address (RFC 6531); of other scripts only where a report names the field.
_LETTER = "A-Za-z0-9\u00c0-\u024f"
_SIGN = rf"[{_LETTER}!#$%&*+/?^_`{{|}}~'=-]"
_LOCAL = rf"(?:\"[^\"@\s]{{1,64}}\"|{_SIGN}{{1,100}}(?:\.{_SIGN}{{1,64}}){{0,20}})"
ADDRESS = rf"{_LOCAL}@(?:[{_LETTER}_-]{{1,63}}\.){{1,20}}[{_LETTER}-]{{1,63}}"
# Of a domain that cannot be: only where nothing else can stand.
ODD_ADDRESS = rf"{_LOCAL}@[^\s<>@;,]{{1,150}}\.[^\s<>@;,]{{1,63}}"
_I = re.IGNORECASE


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), _I)


# Whoever sends under such a name is a mail server; nobody to answer.
DAEMONS = _any(
    r"(?:mailer-?daemon|mail-?daemon|postmaster|mdaemon|mail[._-]?(?:system|admin\w*|delivery\S*)|ndr|bounces?"
    r"|double-bounce|root|uucp|mmdf|mrsmtp|smtp-?daemon|complaints?|abuse|feedback\S*|fbl\S*"
    r"|microsoftexchange[0-9a-f]{8,40})\Z"
)
DAEMON_NAMES = _any(r"mailer-daemon|mail delivery (?:sub)?system|postmaster|mail administrator")
SUBJECTS = _any(
    r"deliver|bounce|undeliver|unzustellbar|onbestelbaar|niet (?:af)?geleverd|kon niet worden|non remis",
    r"returned (?:mail|to sender)|return(?:ed|ing) (?:mail|message)|failure notice|mail (?:system )?error",
    r"mail could not|no se puede entregar|nicht zugestellt|user unknown|unknown user|mail fail|failed mail",
    r"message status|ndn:|dsn:|warning: (?:could|message)|abuse report|email feedback|complaint",
    r"delayed mail|bezorging (?:is )?(?:mislukt|vertraagd)|bericht (?:is )?vertraagd",
    r"processing error|mail failed|error sending|automatically rejected|errors from|メールエラー|配信",
    r"échec de (?:la )?(?:remise|livraison|distribution)|no (?:se )?(?:ha podido )?entreg",
    r"devuelto al remitente",
    r"error de entrega|mancat[ao] (?:consegna|recapito)|impossibile (?:recapitare|consegnare)|não entregue",
    r"falha na entrega|nie dostarczon|niedostarczon|zwrot wiadomo\u015bci|teslim edilemedi|iletilemedi",
    r"kunde inte levereras|kunne ikke leveres|ej levererat|zustellung.{0,20}fehlgeschlagen|\u9000\u4fe1",
    r"\u6295\u9012",
    r"\u043d\u0435\u0434\u043e\u0441\u0442\u0430\u0432|\u043d\u0435 \u0434\u043e\u0441\u0442\u0430\u0432",
)
NOTICES = _any(
    r"(?:could|can|was|has) ?(?:no|n'|n\u2019)t (?:yet )?(?:be(?:en)? )?(?:\w+ )?(?:deliver|reach|sent)",
    r"unable to deliver|undeliver|did not reach|delivery (?:\w+ )?(?:has )?(?:fail|error|report)",
    r"failed to deliver|permanent (?:fatal )?(?:error|deliver)|returned to (?:you|sender)|non-delivery",
    r"not delivered|delivery (?:\w+ ){0,4}failed|wasn't able to deliver|couldn't be delivered",
    r"niet (?:worden )?(?:af|be)(?:geleverd|zorgd)|onbestelbaar|nicht zugestellt|was not accepted",
    r"(?:bezorg(?:en|ing)|aflever(?:en|ing)|levering)\b.{0,120}\b(?:is|zijn) (?:mislukt|vertraagd)",
    r"bij het bezorgen van",
    r"error delivering|trouble delivering|failed recipients|failed addresses|intended recipient:",
    r"delivery of (?:e?-?mail|your message)|was automatically rejected|following recipients?|<<< 5\d\d",
    r"following address(?:es)?|error(?:s)? (?:while|during) (?:deliver|send)",
    r"n'a pas pu \u00eatre (?:remis|livr|distribu|envoy)|non remis|n'a pas \u00e9t\u00e9 remis",
    r"no (?:se )?(?:ha )?(?:pud?o|podido) (?:ser )?entreg|non (?:\u00e8 stato possibile|pu\u00f2 essere) "
    r"(?:recapit|consegn)|não (?:pôde|foi possível) (?:ser )?entreg|nie (?:mogła|została)"
    r" (?:zosta\u0107 )?dostarczon|teslim edilemedi|kunde inte levereras|kunne ikke leveres",
    r"kon(?:den)? niet (?:worden )?(?:af|be)(?:geleverd|zorgd)|konnte nicht (?:\w+ )?zugestellt",
    r"\u043d\u0435 (?:\u043c\u043e\u0436\u0435\u0442 \u0431\u044b\u0442\u044c |\u0431\u044b\u043b\u043e )?"
    r"\u0434\u043e\u0441\u0442\u0430\u0432|\u914d\u4fe1\u3067\u304d|\u65e0\u6cd5\u9001\u8fbe",
    r"\u6295\u9012\u5931\u8d25",
)
# The subject of a report that the message did arrive, or was handed on.
ARRIVED = _any(
    r"(?:delivered|relayed|expanded|bezorgd|afgeleverd|doorgegeven|zugestellt|weitergeleitet): ",
    r"successful (?:mail )?delivery|delivery (?:status )?notification \((?:success|relay|expanded)",
)
# What a program says that answers for a person, unless it goes on to say that something failed (Sendmail).
FOR_A_PERSON = _any(r"auto-(?:replied|generated)(?!.*(?:fail|warning))")
# Here the message that came back begins.
_LEAD = r"[\s>=_*+#|-]{0,80}"
ORIGINAL = _any(
    _LEAD + r"(?:this is a copy of|below this line|message (?:header|text|contents)|unsent message)",
    _LEAD + r"(?:returned (?:message|mail)\b|your original (?:message|mail)|(?:the )?header of)",
    _LEAD + r"(?:original[- ]message|forwarded message|start of (?:the )?returned|enclosed (?:is|are))",
    _LEAD + r"(?:undelivered message|the body of your message|copy of (?:your|the)|included is|a copy of)",
    _LEAD + r"(?:mail from here|oorspronkelijk bericht|received headers|here is your|first few lines)",
    _LEAD + r"(?:the )?original (?:e-?mail |received )?(?:message|text|header)(?! was (?:received|sent))",
    _LEAD + r"failed message",
)
HEADERS = _any(r"(?:return-path|received|message-id|mime-version|x-[a-z-]+|dkim-signature): ?")
ANNOUNCED = _any(r".{0,200}(?:following|these) (?:recipients?|address(?:es)?|users?)\b.{0,200}:\s{0,80}\Z")
# Lines about the message that came back, or about who can help: whom it failed for stands elsewhere.
ASIDE = _any(
    r"\s{0,12}(?:to|cc|from|reply-to|sender|sent|subject|via|date|return-path|message-id)\s{0,3}:(?!.*unknown)",
    r".{0,200}(?:contact|assistance|support|question|webmaster|mail from|please (?:reply|send)|help)\b",
    r".{0,200}\b(?:queue|message)[ -]id\b",
)

# Where the address of whoever it did not reach stands in a line, the surest first.
PLACES = tuple(
    re.compile(pattern.replace("ADDR", rf"(?<![{_LETTER}._%+-])({ADDRESS})"), _I)
    for pattern in (
        r"\s{0,8}[45]\d\d (?:[45]\.\d\.\d )?<?ADDR>?\.\.\.",
        r"[\s>*-]{0,20}\W{0,3}<?(?:mailto:)?ADDR>?\W{0,3}[:;.,]?\s{0,80}\Z",
        r"\s{0,8}[\"'\u00ab]?<(?:mailto:)?ADDR>[\"'\u00bb]?\s{0,8}(?::|;|\(|\.\.\.|,? ?\w)",
        r"\s{0,8}ADDR\s{0,8}(?::|,? on \w{3},|,? on \d|\(|\.\.\.|;|--?\s|\s\s)",
        r".{0,200}smtp[:=]ADDR",
        r".{0,200}?\b(?:unknown user|user unknown|failed recipient|recipient|rcpt|to|attempts|address(?:es)?"
        r"|mailbox|user|account|an|destinatario|for|full|addressed|aan|gebruiker)\s{0,3}(?:is|:|=>?|to|,)?\s{0,3}:?"
        r"\s{0,8}[<\"'(\[]{0,2}(?:rfc822;\s?|mailto:)?ADDR",
        r".{0,200}?[<=(\[\"']ADDR",
        r".{0,300}?ADDR",
    )
)

# The address that we sent to, where that stood for another: Sendmail names both, others only say so.
EXPANDED = re.compile(rf"^\s{{0,12}}\(expanded from:\s{{0,4}}<?({ADDRESS})>?\)", _I | re.MULTILINE)
STOOD_FOR = re.compile(rf"\((?:expanded from|(?:ultimately )?generated from)\s{{1,4}}<?({ADDRESS})>?\)", _I)

_TEMPORARY = _any(
    r"temporar|try again later|greylist|too many connections|connection (?:timed out|refused)",
    r"no route to host|network is unreachable|deferred|tijdelijk|all hosts have been failing",
)
STILL_TRYING = _any(
    r"not yet been delivered|will (?:continue|keep|be retried)|still (?:trying|being tried)|just a warning",
    r"do not need to (?:resend|take|re-send)|delivery attempts will continue|wird weiter|has been postponed",
    r"message (?:delivery )?(?:has been |is |was )?delayed|\(delay\)|still being retried",
    r"nog niet (?:worden )?(?:af|be)?(?:geleverd|zorgd)|(?:bezorging|bericht)\b.{0,120}\bvertraagd",
    r"blijft (?:het|dit|uw bericht)\b.{0,30}\bproberen|wordt nog (?:\w+ ){0,3}geprobeerd",
)
# What outweighs that: it was tried, and is so no more.
GIVEN_UP = _any(
    r"(?:given|gave|giving) up\b|opgegeven|niet (?:meer|langer) geprobeerd",
    r"definitief (?:mislukt|niet (?:af|be)(?:geleverd|zorgd))",
)
ENHANCED = re.compile(r"(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.]|\.\d)")
REPLY = re.compile(
    r"(?<![\d.@/-])(4(?:2[12]|3[12]|4[1-7]|5[0-9]|7[0-2])|5(?:0[0-5]|1[0-3]|2[1-5]|3[0-9]|4[1-9]|5[0-9]|7[0-9]))"
    r"(?=[ ,;\])]|-(?!\d)|-\d\.\d|\Z)"
)


def says_temporary(text: str) -> bool:
    """Whether the words say that another time it might arrive."""
    return bool(_TEMPORARY.search(text))
