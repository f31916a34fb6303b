"""The register of kinds of messages out: what each is, how it is sent, what a notice about it says."""

from dataclasses import dataclass
from enum import StrEnum

from openloket.law.verzending import Verzendsoort
from openloket.law.verzendwijzen import Vertrouwelijkheid


class Role(StrEnum):
    """What a message does, on which its priority and its policy of delivery hang."""

    RECEIPT = "receipt"  # confirms what came in (Awb 2:17, 6:14)
    DECISION = "decision"  # a term of the reader begins when it is sent (Awb 3:41)
    ASKS = "asks"  # the reader must or may answer, often within a term
    TELLS = "tells"  # about a zaak, without an answer
    NOTICE = "notice"  # says that a message is waiting (Awb 2:10)
    CODE = "code"  # somebody waits for it at this moment
    NEWS = "news"  # of low value: many of them may go together in one
    INTERNAL = "internal"  # to an employee


PRIORITIES = {
    Role.CODE: 50,
    Role.RECEIPT: 40,
    Role.NOTICE: 30,
    Role.DECISION: 20,
    Role.ASKS: 20,
    Role.TELLS: 10,
    Role.INTERNAL: 5,
    Role.NEWS: 0,
}
"""Of the queue: higher goes first. Receipts before all that nobody waits for on a screen."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: `title` at the desk, `told` to its reader, `sort` what consent is given for (Awb 2:8).

    `nature` and `consequence` are what a notice says of it (2:10(2)); `answer`: whether an answer is
    expected, which then has a last day. `writable`: with texts that an organisation may make its own.
    `linked`: an e-mail that may not hold its words can lead to a page that does (Awb 2:9). `asked`: its
    `consequence` where its writer did ask an answer, before a day.
    """

    name: str
    title: str
    role: Role
    told: str = "Bericht van ons"
    official: bool = True
    level: Vertrouwelijkheid = Vertrouwelijkheid.GEWOON
    sort: Verzendsoort = Verzendsoort.OVERIG
    nature: str = "een bericht"
    consequence: str = "Het gaat over een zaak van u. U hoeft niets te doen."
    answer: bool = False
    writable: bool = False
    linked: bool = True
    asked: str = ""

    @property
    def low_value(self) -> bool:
        """Whether several may go together in one mail; never an official message."""
        return self.role is Role.NEWS and not self.official

    @property
    def priority(self) -> int:
        """Of the job that carries it; higher goes first."""
        return PRIORITIES[self.role]


_R, _S = Role, Verzendsoort
_DECIDED = "Hierin staat wat wij hebben besloten, en wat u kunt doen als u het er niet mee eens bent."
_MISSING = "Wij hebben nog iets van u nodig. Zonder uw antwoord kunnen wij misschien niet verder."
_TERM = "Hierin staat wanneer u ons besluit krijgt. U hoeft niets te doen."
_INVITED = "U kunt uw verhaal vertellen voordat wij beslissen. U hoeft dat niet te doen."

_ALL = (
    Kind("receipt", "Ontvangstbevestiging", _R.RECEIPT, "Ontvangstbevestiging", sort=_S.ONTVANGSTBEVESTIGING),
    Kind("receipt_letter", "Ontvangstbevestiging", _R.RECEIPT, "Ontvangstbevestiging",
         sort=_S.ONTVANGSTBEVESTIGING),
    Kind(
        "besluit", "Besluit", _R.DECISION, "Ons besluit", sort=_S.BESLUIT,
        nature="een besluit", consequence=_DECIDED, writable=True,
    ),
    Kind(
        "supplement_request", "Verzoek om aanvulling", _R.ASKS, "Wij vragen u om een aanvulling",
        sort=_S.VERZOEK_OM_AANVULLING, nature="een vraag om uw bericht aan te vullen",
        consequence=_MISSING, answer=True, writable=True,
    ),
    Kind(
        "term_suspended", "Bericht dat de termijn stilstaat", _R.TELLS,
        "Onze tijd om te beslissen staat stil", sort=_S.MEDEDELING,
        nature="een bericht over onze tijd om te beslissen", consequence=_TERM, writable=True,
    ),
    Kind(
        "term_resumed", "Bericht dat de termijn weer loopt", _R.TELLS,
        "Onze tijd om te beslissen loopt weer", sort=_S.MEDEDELING,
        nature="een bericht over onze tijd om te beslissen", consequence=_TERM, writable=True,
    ),
    Kind(
        "term_extended", "Bericht dat het antwoord later komt", _R.TELLS, "Ons antwoord komt later",
        sort=_S.MEDEDELING, nature="een bericht dat ons antwoord later komt", consequence=_TERM,
        writable=True,
    ),
    Kind(
        "invitation", "Uitnodiging", _R.ASKS, "Uitnodiging voor een gesprek", sort=_S.UITNODIGING,
        nature="een uitnodiging", consequence=_INVITED, answer=True, writable=True,
        linked=False,
    ),
    Kind(
        "free", "Bericht over de zaak", _R.TELLS, "Bericht over uw zaak", sort=_S.MEDEDELING,
        nature="een bericht over uw zaak", writable=True,
        linked=False, asked="Het gaat over een zaak van u. Wij vragen u iets te doen of te laten weten.",
    ),
    Kind(
        "message_withdrawn", "Intrekking van een bericht", _R.TELLS, "Wij trekken een bericht in",
        sort=_S.MEDEDELING, nature="een bericht dat wij een eerder bericht intrekken",
        consequence="Het eerdere bericht geldt niet meer.", writable=True,
        linked=False,
    ),
    Kind(
        "message_corrected", "Verbetering van een bericht", _R.TELLS, "Wij verbeteren een bericht",
        sort=_S.MEDEDELING, nature="een bericht dat wij een eerder bericht verbeteren",
        consequence="Lees het nieuwe bericht in plaats van het oude.", writable=True,
        linked=False,
    ),
    Kind(
        "complaint_outcome", "Uitkomst van de klacht", _R.TELLS, "Ons antwoord op uw klacht",
        sort=_S.MEDEDELING, nature="ons antwoord op uw klacht",
        consequence="Hierin staat wat wij vinden van uw klacht, en wat u daarna kunt doen.", writable=True,
    ),
    Kind(
        "advice", "Bericht over advies", _R.TELLS, "Wie er meekijkt met uw bezwaar of klacht",
        sort=_S.MEDEDELING, writable=True,
    ),
    Kind(
        "status", "Bericht hoe het ervoor staat", _R.TELLS, "Hoe het ervoor staat met uw zaak",
        official=False, sort=_S.MEDEDELING, nature="een bericht hoe het ervoor staat met uw zaak",
        writable=True,
    ),
    Kind("withdrawn", "Bevestiging van intrekken", _R.TELLS, "Wij noteerden dat u het introk",
         sort=_S.MEDEDELING, writable=True),
    Kind("objection_term_moved", "Bericht na een storing", _R.TELLS,
         "U hebt langer de tijd om bezwaar te maken", sort=_S.MEDEDELING,
         nature="een bericht dat u langer de tijd hebt", writable=True),
    Kind("outage_notice", "Bericht na een storing", _R.TELLS, "U hebt langer de tijd", sort=_S.MEDEDELING),
    Kind("outage.forgiven", "Bericht na een storing", _R.TELLS, "U hebt langer de tijd", sort=_S.MEDEDELING),
    Kind("referral", "Bericht over wat wij met het bericht deden", _R.ASKS,
         "Wat wij met uw bericht deden", sort=_S.MEDEDELING, writable=True),
    Kind("referral_carried", "Doorgestuurd bericht", _R.TELLS,
         "Bericht dat wij doorstuurden", sort=_S.OVERIG),
    Kind("mail_refused", "Bericht dat een e-mail niet is aangenomen", _R.RECEIPT,
         "Wij namen uw e-mail niet aan", sort=_S.OVERIG),
    Kind(
        "notice", "Melding dat een bericht klaarstaat", _R.NOTICE, "Melding", sort=_S.MEDEDELING,
        writable=True,
    ),
    Kind("notice_sms", "Sms dat een melding niet aankwam", _R.NOTICE, "Sms", sort=_S.MEDEDELING),
    Kind("notice_letter", "Brief over een bericht dat klaarstaat", _R.TELLS,
         "Brief over een bericht dat klaarstaat", sort=_S.MEDEDELING),
    Kind("status_code", "Code om de stand te zien", _R.CODE, "Code om te zien hoe het ervoor staat",
         official=False),
    Kind("signature_code", "Code om te tekenen", _R.CODE, "Code om te tekenen", official=False),
    Kind("signature_asked", "Vraag om mee te tekenen", _R.ASKS, "Vraag om mee te tekenen"),
    Kind("signature_reminder", "Herinnering om mee te tekenen", _R.ASKS, "Herinnering om mee te tekenen"),
    Kind("signature_refused", "Bericht dat iemand niet meetekent", _R.TELLS, "Iemand tekent niet mee"),
    Kind("signature_lapsed", "Bericht dat iemand nog niet heeft getekend", _R.TELLS,
         "Iemand heeft nog niet getekend"),
    Kind("signatures_complete", "Bericht dat iedereen heeft getekend", _R.TELLS, "Iedereen heeft getekend"),
    Kind("resume", "Link om verder te gaan", _R.CODE, "Link om verder te gaan", official=False),
    Kind("confirm_address", "Bevestiging van een e-mailadres", _R.CODE,
         "Bevestig uw e-mailadres", official=False),
    Kind("mandate_asked", "Vraag om een machtiging", _R.ASKS, "Vraag om een machtiging"),
    Kind("mandate_known", "Bericht dat iemand mag handelen", _R.TELLS, "Iemand mag voor u handelen"),
    Kind("mandate_used", "Bericht dat iemand heeft gehandeld", _R.TELLS, "Iemand heeft voor u gehandeld"),
    Kind("mandate_judged", "Bericht over een machtiging", _R.TELLS, "Bericht over uw machtiging"),
    Kind("mandate_refusal", "Weigering van een gemachtigde", _R.TELLS, "Wij weigeren een gemachtigde"),
    Kind("draft_waits", "Herinnering aan een formulier", _R.NEWS, "Uw formulier wacht nog", official=False),
    Kind("entitlement_ends", "Bericht dat een product afloopt", _R.NEWS,
         "Iets van u loopt af", official=False),
    Kind("copy_ready", "Bericht dat de kopie klaar is", _R.TELLS, "Uw kopie is klaar", official=False),
    Kind("bundle", "Verzamelmail", _R.TELLS, "Een paar dingen die voor u klaarstaan", official=False),
    Kind("employee_login", "Bericht aan een medewerker over inloggen", _R.INTERNAL, official=False),
    Kind("term_digest", "Waarschuwing voor een collega", _R.INTERNAL, official=False),
)  # fmt: skip

KINDS = {kind.name: kind for kind in _ALL}


def kind_of(name: str) -> Kind:
    """The kind by its name; one that is not in the register is treated as an official message of ours."""
    return KINDS.get(name) or Kind(name, "Bericht", Role.TELLS)
