"""Looking at the channels of one organisation from outside: pages over HTTP, a rehearsal, a mailbox."""

import json
import smtplib
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from http.client import HTTPException
from urllib.parse import urlencode

from openloket.conf.doors import door
from openloket.outages import probe_pass
from openloket.outages.models import Channel
from openloket.people.ports import NotProven, Provider
from openloket.work import clock
from openloket.work.probing.course import Look
from openloket.work.probing.targets import Target

_MOST_BYTES = 1_000_000
_HEADERS = {"User-Agent": "OpenLoket prober"}
# As a visitor would: a proxy of this machine must not stand in between.
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Fault(Exception):
    """What is wrong with a channel, in a few words without anybody's data."""


def look(target: Target) -> dict[Channel, Look]:
    """Look at each channel of the organisation that is in use.

    A quick look tells of the form only that it fails: what it does not try, it can't call well.
    """
    if not target.whole:
        quick = _looked(lambda: _quick(target))
        return {Channel.WEB_FORM: quick} if quick.fault and Channel.WEB_FORM in target.channels else {}
    found: dict[Channel, Look] = {}
    receipt: list[bool] = []
    for channel, see in (
        (Channel.WEB_FORM, lambda: receipt.append(_web_form(target))),
        (Channel.PORTAL, lambda: _portal(target, receipt)),
        (Channel.EMAIL, lambda: _mailbox(target)),
    ):
        if channel in target.channels:
            found[channel] = _looked(see)
    return found


def _looked(see: Callable[[], None]) -> Look:
    began_at = clock.now()
    try:
        see()
    except Fault as fault:
        return Look(began_at, clock.now(), str(fault))
    except Exception as problem:  # noqa: BLE001 (a probe that fails in any way is a channel that failed)
        return Look(began_at, clock.now(), f"de meting mislukte ({type(problem).__name__})")
    return Look(began_at, clock.now())


def _quick(target: Target) -> None:
    _page(target, "", "de beginpagina")


def _web_form(target: Target) -> bool:
    """Home, product, first page, a whole submission that is undone; gives whether its receipt was shown."""
    _page(target, "", "de beginpagina")
    _page(target, f"{target.form}/", "de pagina van een onderwerp")
    if not target.asks_login and b'name="draft_key"' not in _page(
        target, f"{target.form}/formulier", "het formulier"
    ):
        raise Fault("het formulier heeft geen vragen")
    posted = urlencode(probe_pass.give(target.slug, clock.now())).encode()
    try:
        answer = json.loads(_page(target, "proef", "de proef-inzending", posted))
    except ValueError:
        answer = None
    if not isinstance(answer, Mapping) or not answer.get("copy_sha256"):
        raise Fault("de proef-inzending is niet ontvangen")
    return bool(answer.get("receipt"))


def _portal(target: Target, receipt: list[bool]) -> None:
    """Where one logs in, and the receipt page as it was shown in the rehearsal, when there was one."""
    _page(target, "balie/inloggen", "de pagina om in te loggen")
    if target.providers:
        # With a reason the page is shown; without one it could lead straight on to a provider.
        _page(target, "inloggen?reden=verlopen", "de pagina om in te loggen")
    for provider in target.providers:
        _provider(provider)
    if receipt == [False]:
        raise Fault("de pagina met het ontvangstbewijs kan niet worden getoond")


def _provider(provider: Provider) -> None:
    """Without the provider nobody can log in there, however well our own pages are."""
    try:
        door("IDENTITY").look(provider)
    except NotProven as wrong:
        raise Fault(f"de inlogdienst {provider.key} is niet bereikbaar") from wrong


def _page(target: Target, path: str, what: str, posted: bytes | None = None) -> bytes:
    request = urllib.request.Request(target.url + path, posted, _HEADERS)  # noqa: S310 (http or https: conf)
    try:
        with _OPENER.open(request, timeout=target.patience) as answer:
            content: bytes = answer.read(_MOST_BYTES)
    except urllib.error.HTTPError as wrong:
        wrong.close()
        raise Fault(f"{what}: antwoord {wrong.code}") from wrong
    except TimeoutError as wrong:
        raise Fault(f"{what}: geen antwoord binnen {target.patience:.0f} seconden") from wrong
    except (OSError, HTTPException) as wrong:
        raise Fault(f"{what}: geen verbinding") from wrong
    return content


def _mailbox(target: Target) -> None:
    """The receiving server takes mail for each designated address; the conversation ends before any mail."""
    try:
        with smtplib.SMTP(target.mail_host, target.mail_port, timeout=target.patience) as server:
            server.ehlo_or_helo_if_needed()
            for address in target.mail_addresses:
                for code, _ in (server.mail(""), server.rcpt(address), server.rset()):
                    if not 200 <= code < 300:
                        raise Fault(f"de ontvangende mailserver antwoordt {code}")
    except TimeoutError as wrong:
        raise Fault(
            f"de ontvangende mailserver: geen antwoord binnen {target.patience:.0f} seconden"
        ) from wrong
    except (OSError, smtplib.SMTPException) as wrong:
        raise Fault("de ontvangende mailserver: geen verbinding") from wrong
