"""A Notify to test against: it checks tokens as the real one does, keeps what was sent, and may misbehave."""

import json
import socketserver
import threading
import urllib.parse
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from notifications_python_client.authentication import decode_jwt_token, decode_token
from notifications_python_client.errors import TokenError

SERVICE = "26785a09-ab16-4eb0-8407-a37497a57506"
SECRET = "3d844edf-8d35-48ac-975b-e847b4f122b0"
KEY = f"loket-{SERVICE}-{SECRET}"
TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"


@dataclass(frozen=True)
class Asked:
    """One request as it came in."""

    method: str
    path: str
    body: Any
    claims: dict[str, Any]
    kind: str


@dataclass
class FakeNotify:
    """What the service knows. `answers` are given first, each once: a status, or `drop` after it was kept."""

    address: str = ""
    asked: list[Asked] = field(default_factory=list)
    kept: list[dict[str, Any]] = field(default_factory=list)
    answers: list[int | str] = field(default_factory=list)

    def sent(self) -> list[Asked]:
        """The requests that wanted something sent."""
        return [one for one in self.asked if one.method == "POST"]

    def answer(self, method: str, path: str, body: Any) -> tuple[int, Any]:
        """The answer of the real one to this question."""
        parts = urllib.parse.urlsplit(path)
        if method == "POST":
            return 201, self._keep(parts.path.rpartition("/")[2], body)
        if parts.path == "/v2/templates":
            return 200, {"templates": [{"id": TEMPLATE, "type": "email"}]}
        if parts.path == "/v2/notifications":
            wanted = urllib.parse.parse_qs(parts.query)["reference"]
            return 200, {
                "notifications": [one for one in self.kept if [one["reference"]] == wanted],
                "links": {},
            }
        found = [one for one in self.kept if parts.path.endswith(one["id"])]
        return (200, found[0]) if found else (404, refusal(404, "NoResultFound", "No result found"))

    def _keep(self, kind: str, body: Any) -> dict[str, Any]:
        row = {"id": str(uuid.uuid4()), "reference": body["reference"], "type": kind, "status": "created"}
        self.kept.append(row)
        return {"id": row["id"], "reference": row["reference"], "uri": f"{self.address}/v2/{row['id']}"}


def refusal(status: int, error: str, message: str) -> dict[str, Any]:
    """An error as the service writes it."""
    return {"status_code": status, "errors": [{"error": error, "message": message}]}


_REFUSALS = {
    400: refusal(400, "ValidationError", "phone_number Not a valid phone number +31612345678"),
    403: refusal(403, "AuthError", "Invalid token: API key not found"),
    429: refusal(429, "RateLimitError", "Exceeded rate limit for key type LIVE of 3000 requests"),
}


class _Handler(BaseHTTPRequestHandler):
    """Speaks HTTP for the service `fake`."""

    fake: FakeNotify

    def do_POST(self) -> None:
        self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def do_GET(self) -> None:
        self._answer(None)

    def _answer(self, body: Any) -> None:
        fake, token = self.fake, self.headers["Authorization"].removeprefix("Bearer ")
        claims, kind = decode_token(token), self.headers["Content-Type"]
        fake.asked.append(Asked(self.command, self.path, body, claims, kind))
        try:
            decode_jwt_token(token, SECRET)
        except TokenError:
            return self._say(403, _REFUSALS[403])
        scripted = fake.answers.pop(0) if fake.answers and self.command == "POST" else None
        if isinstance(scripted, int):
            return self._say(scripted, _REFUSALS.get(scripted, {}))
        if isinstance(scripted, dict):
            return self._say(scripted["status_code"], scripted)
        status, found = fake.answer(self.command, self.path, body)
        return None if scripted == "drop" else self._say(status, found)

    def _say(self, status: int, found: Any) -> None:
        content = json.dumps(found).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *words: object) -> None:
        return


@contextmanager
def notify() -> Iterator[FakeNotify]:
    """Such a service on a port of its own."""
    fake = FakeNotify()
    handler = type("Handler", (_Handler,), {"fake": fake})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        fake.address = f"http://127.0.0.1:{server.server_address[1]}"
        try:
            yield fake
        finally:
            server.shutdown()
            thread.join()
