"""The e-mails that lie in the demo: a message, and what machines send, each sorted with its reason."""

from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

from openloket.flows.mail.receive_mail import receive_mail
from openloket.flows.mail.store_mail import Incoming, store_mail
from openloket.tenancy.models import Organisation

_PEOPLE = ("Fatma Yıldız <fatma@post.example>", "Henk Postma <henk@post.example>")
_PARKING = """Goedemiddag,

Ik woon sinds vorige maand in de Kerkstraat. Ik wil graag een parkeervergunning.
Wat moet ik daarvoor doen? Mijn kenteken is LV-302-T.

Groeten,
Fatma Yıldız"""
_AWAY = "Ik ben met vakantie. Vanaf maandag lees ik uw bericht."
_NEWS = "Het laatste nieuws van de buurtvereniging: op zaterdag is er een plantenruilmarkt."
_FAKE = "Uw factuur is niet betaald. Betaal vandaag nog via deze link: http://betaal.example/"


def load_mails(organisation: Organisation, server: str, now: datetime) -> None:
    """Let them come in at the organisation in scope, hours ago; `server` names its own mail server."""
    person, absent = _PEOPLE
    told = f"{server}; spf=pass smtp.mailfrom=post.example; dkim=pass; dmarc=pass"
    doubt = f"{server}; spf=fail smtp.mailfrom=bank.example; dkim=none; dmarc=fail"
    of_program, of_list = {"Auto-Submitted": "auto-replied"}, {"List-Id": "Buurt <buurt.lijst.example>"}
    coming = (
        (5, _mail(organisation, person, "Parkeervergunning aanvragen", _PARKING, told, {})),
        (4, _mail(organisation, absent, "Automatisch antwoord: vakantie", _AWAY, told, of_program)),
        (3, _mail(organisation, "Buurt <nieuws@lijst.example>", "Nieuws uit de buurt", _NEWS, told, of_list)),
        (
            2,
            _mail(
                organisation,
                "Incasso <kas@bank.example>",
                "Laatste waarschuwing",
                _FAKE,
                doubt,
                {"X-Spam-Flag": "YES"},
            ),
        ),
    )
    for hours, mail in coming:
        at = now - timedelta(hours=hours)
        mail["Date"] = format_datetime(at)
        mail["Message-ID"] = f"<demo-{organisation.slug}-{hours}@post.example>"
        stored = store_mail(organisation, Incoming(bytes(mail), organisation.email, None, at), at)
        receive_mail(organisation, stored.mail_id, at)


def _mail(
    organisation: Organisation, sender: str, subject: str, text: str, checked: str, more: dict[str, str]
) -> EmailMessage:
    mail = EmailMessage()
    mail["Authentication-Results"] = checked
    mail["Received"] = "from mail.post.example"
    mail["From"], mail["To"], mail["Subject"] = sender, organisation.email, subject
    for name, value in more.items():
        mail[name] = value
    mail.set_content(text)
    return mail
