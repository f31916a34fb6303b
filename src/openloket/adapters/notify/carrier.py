"""Carries e-mail, text messages, letters and messages for a box by way of NotifyNL or another Notify."""

from email import message_from_bytes, policy
from email.message import EmailMessage

from openloket.adapters.notify.client import Known, NotifyClient
from openloket.post.notify_words import OF_LETTERS, STATUSES
from openloket.post.ports import (
    Accepted,
    Account,
    Became,
    BoxMessage,
    Envelope,
    Heard,
    Item,
    Permanent,
    PrintedLetter,
    TextMessage,
)

ADDRESS = "https://api.notifynl.nl"
SUBJECT, TEXT = "onderwerp", "tekst"
"""The places that the templates of the service must have: ((onderwerp)) in e-mail, ((tekst)) in both."""


class NotifyCarrier:
    """One service of an organisation. Settings: address, email_template, sms_template, box_kind."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._client = NotifyClient(account.get("address", ADDRESS), account.secret)

    def carry(self, item: Item, /) -> Accepted:
        """Hand one item over, unless it is there already by its reference. Raises Temporary or Permanent."""
        found = self._client.find(item.reference)
        known = self._send(item) if found is None else found
        return Accepted(f"201 {'was daar al' if found else 'aangenomen'}", known.id)

    def check(self) -> str:
        """Ask which templates there are: that shows that address and key are right, and that ours exist."""
        there = self._client.templates()
        for name in ("email_template", "sms_template"):
            wanted = self._account.get(name)
            if wanted and wanted not in there:
                raise Permanent(f"the service has no template {wanted}")
        return f"Notify, {len(there)} templates"

    def became(self, reference: str, /) -> tuple[Became, str]:
        """What became of a letter, by its id there. Raises Temporary or Permanent."""
        word = self._client.look(reference).status
        return OF_LETTERS.get(word, Became.UNDER_WAY), word

    def traced(self, mark: str, /) -> Heard | None:
        """What it knows of an item by our mark, except of a letter; None: it never came.

        Raises Temporary or Permanent.
        """
        found = self._client.find(mark)
        if found is None:
            return None
        return Heard(found.id, mark, STATUSES.get(found.status, Became.UNDER_WAY), False, found.status, None)

    def _send(self, item: Item) -> Known:
        client = self._client
        match item:
            case Envelope():
                texts = _texts(item.content)
                return client.send_email(
                    item.recipient, self._template("email_template"), texts, item.reference
                )
            case TextMessage():
                texts = {TEXT: item.text}
                return client.send_text(item.number, self._template("sms_template"), texts, item.reference)
            case PrintedLetter():
                return client.send_letter(item.pdf, item.reference)
            case BoxMessage():
                kind = self._account.get("box_kind")
                return client.send_to_message_box(item.recipient, item.title, item.text, kind, item.reference)

    def _template(self, name: str) -> str:
        found = self._account.get(name)
        if not found:
            raise Permanent("no template of Notify was chosen for this")
        return found


def _texts(content: bytes) -> dict[str, str]:
    """Subject and plain text of an e-mail. Raises Permanent for one with files: these can't go along."""
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    if next(message.iter_attachments(), None) is not None:
        raise Permanent("an e-mail with files can't go by Notify")
    body = message.get_body(("plain",))
    if body is None:
        raise Permanent("an e-mail without plain text can't go by Notify")
    return {SUBJECT: str(message["Subject"]), TEXT: body.get_content().replace("\r\n", "\n").strip()}
