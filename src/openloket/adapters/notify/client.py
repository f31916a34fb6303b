"""The API of GOV.UK Notify, as NotifyNL offers it too: sending by it, and asking what became of it."""

import base64
import json
import re
import time
import urllib.parse
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from joserfc import jwt
from joserfc.jwk import OctKey

from openloket.adapters.asking import Answer, NoAnswer, TooMuch, ask, may_be_asked
from openloket.post.ports import Permanent, Temporary

_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_KEY = re.compile(rf"(?:.*-)?({_UUID})-({_UUID})", re.IGNORECASE)
_ID = re.compile(_UUID, re.IGNORECASE)
_MOST_BYTES = 256 * 1024
_WORD = re.compile(r"[A-Za-z][A-Za-z .,'-]{0,150}")
# Refusals of us and our settings rather than of the message: trying again after mending helps.
_OUR_FAULT = frozenset({401, 403, 408})
_SETTINGS = re.compile(r"template|personalisation|trial mode|team-only", re.IGNORECASE)
"""In a refusal with status 400: then every message would be refused, and all of them become letters."""
_TOO_FAST = 429
_PAUSE = timedelta(minutes=1)  # its limits are counted by the minute


@dataclass(frozen=True, slots=True)
class Known:
    """One notification as the service knows it: its id there, our reference, and its status there."""

    id: str
    reference: str
    status: str


class NotifyClient:
    """One service at one address; may be used by several threads at once."""

    def __init__(self, address: str, api_key: str) -> None:
        """`api_key` is as the service shows it: a name, the id of the service, and its secret.

        Raises Permanent for an address or a key that can't be right.
        """
        parts = _KEY.fullmatch(api_key.strip())
        if parts is None:
            raise Permanent("the key of Notify is not complete")
        if not may_be_asked(address):
            raise Permanent("the address of Notify is not https")
        self._service, self._secret = parts[1], OctKey.import_key(parts[2])
        self._root = address.rstrip("/")

    def send_email(self, to: str, template: str, texts: Mapping[str, str], reference: str) -> Known:
        """Send an e-mail: `texts` fill the places of the template. Raises Temporary or Permanent."""
        body = {"email_address": to, "template_id": template, "personalisation": dict(texts)}
        return self._send("email", {**body, "reference": reference})

    def send_text(self, to: str, template: str, texts: Mapping[str, str], reference: str) -> Known:
        """Send a text message to a number such as +31612345678. Raises Temporary or Permanent."""
        body = {"phone_number": to, "template_id": template, "personalisation": dict(texts)}
        return self._send("sms", {**body, "reference": reference})

    def send_letter(self, pdf: bytes, reference: str) -> Known:
        """Have a letter printed and posted that is ready as PDF. Raises Temporary or Permanent."""
        content = base64.b64encode(pdf).decode()
        return self._send("letter", {"reference": reference, "content": content})

    def send_to_message_box(self, number: str, subject: str, text: str, kind: str, reference: str) -> Known:
        """Place a message in the message box of MijnOverheid; `number` is a bsn.

        NotifyNL does not describe this part of its API; these names come from its published source. That it
        stands there is told later, as a status. An empty `kind` is left out. Raises Temporary or Permanent.
        """
        body = {"recipient": number, "subject": subject, "message": text, "reference": reference}
        return self._send("messagebox", {**body, "message_type": kind} if kind else body)

    def find(self, reference: str) -> Known | None:
        """The newest notification with our reference; None: there is none. Raises Temporary or Permanent."""
        query = urllib.parse.urlencode({"reference": reference})
        found = self._ask("GET", f"/v2/notifications?{query}", None).get("notifications")
        if not isinstance(found, list):
            raise Permanent("Notify answered something else than a list")
        return _known(found[0]) if found else None

    def look(self, notification_id: str) -> Known:
        """What became of one notification. Raises Temporary or Permanent."""
        if not _ID.fullmatch(notification_id):
            raise Permanent("this is no id of Notify")
        return _known(self._ask("GET", f"/v2/notifications/{notification_id}", None))

    def templates(self) -> list[str]:
        """The ids of the templates of the service, which also shows that the key works."""
        found = self._ask("GET", "/v2/templates", None).get("templates")
        return (
            [str(one.get("id")) for one in found if isinstance(one, dict)] if isinstance(found, list) else []
        )

    def _send(self, way: str, body: Mapping[str, Any]) -> Known:
        sent = self._ask("POST", f"/v2/notifications/{way}", body)
        if not _ID.fullmatch(str(sent.get("id"))):
            raise Temporary("Notify took it, but gave no id", uncertain=True)
        return Known(str(sent["id"]), str(body["reference"]), "created")

    def _ask(self, method: str, path: str, body: Mapping[str, Any] | None) -> dict[str, Any]:
        content = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(  # noqa: S310 (only https and loopback, see __init__)
            self._root + path, content, self._headers(), method=method
        )
        try:
            answer = ask(request, _MOST_BYTES)
        except TooMuch as problem:
            raise Permanent(f"Notify {problem}") from problem
        except NoAnswer as problem:
            uncertain = body is not None and problem.heard
            raise Temporary(f"Notify {problem}", uncertain=uncertain, whole=True) from problem
        if answer.status >= 300:
            raise _refused(answer, body is not None)
        return _object(answer)

    def _headers(self) -> dict[str, str]:
        claims = {"iss": self._service, "iat": int(time.time())}
        token = jwt.encode({"typ": "JWT", "alg": "HS256"}, claims, self._secret)
        return {
            "Content-Type": "application/json",
            "Authorization": f"Bearer {token}",
            "User-Agent": "OpenLoket",
        }


def _refused(answer: Answer, sending: bool) -> Temporary | Permanent:
    """What a refusal means. The words of the service are kept where they can hold no address or number."""
    words = f"{answer.status} {_words(answer)}".strip()[:200]
    if answer.status >= 500:
        return Temporary(words, uncertain=sending, whole=True)
    if answer.status == _TOO_FAST:
        return Temporary(words, wait=_PAUSE)
    ours = answer.status in _OUR_FAULT or (answer.status == 400 and _SETTINGS.search(words))
    return Temporary(words, whole=True) if ours else Permanent(words)


def _words(answer: Answer) -> str:
    try:
        errors = json.loads(answer.content)["errors"]
        first = errors[0]
        words = f"{first.get('error', '')} {first.get('message', '')}".strip()
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return ""
    match = _WORD.match(words)
    return match[0].strip() if match else ""


def _object(answer: Answer) -> dict[str, Any]:
    try:
        found = json.loads(answer.content)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Permanent("Notify answered something that is not JSON")
    return found


def _known(found: Any) -> Known:
    if not isinstance(found, dict) or not _ID.fullmatch(str(found.get("id"))):
        raise Permanent("Notify answered something else than a notification")
    return Known(str(found["id"]), str(found.get("reference") or ""), str(found.get("status") or ""))
