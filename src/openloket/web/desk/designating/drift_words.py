"""The drift alarm in sentences: what differs, since when, and what to do about it."""

from typing import Any

from django.http import HttpRequest

from openloket.offer.designation.drifting import Drifted
from openloket.offer.designation.practice import Apart, Gap
from openloket.web.desk.frame import at_desk
from openloket.web.desk.wording import short_day

_SENTENCES = {
    Gap.NO_FORM: "Het register wijst ons eigen formulier aan, maar dit onderwerp heeft geen formulier.",
    Gap.NOT_OFFERED: "Het register wijst een weg aan, maar dit onderwerp wordt niet meer aangeboden.",
    Gap.NO_LOGIN: "Het formulier vraagt om in te loggen (niveau {}). Bij ons kan niemand dat op dat niveau.",
    Gap.NOT_REGISTERED: "Er is een formulier, maar het register noemt het niet als weg.",
    Gap.NOT_READ: "Het register noemt {}. Dit loket leest die postbus niet.",
    Gap.UNKNOWN_MAILBOX: "Op dit adres nemen wij e-mail aan, maar het register noemt het niet.",
}
_TO_DO = {
    Gap.NO_FORM: "Vervang de regel",
    Gap.NOT_OFFERED: "Laat de regel eindigen",
    Gap.NO_LOGIN: "Vervang de regel",
    Gap.NOT_REGISTERED: "Voeg een regel toe",
    Gap.NOT_READ: "Bekijk de regel",
    Gap.UNKNOWN_MAILBOX: "Voeg een regel toe",
}


def apart_shown(request: HttpRequest, one: Apart) -> dict[str, Any]:
    """One difference between the register and the practice."""
    since = short_day(one.since) if one.since else ""
    return {
        "title": one.title,
        "text": _SENTENCES[one.gap].format(one.detail),
        "since": f"laatste e-mail {since}" if since and one.gap is Gap.UNKNOWN_MAILBOX else since,
        "to_do": _TO_DO[one.gap],
        "url": _where(request, one),
    }


def _where(request: HttpRequest, one: Apart) -> str:
    if one.line:
        end = "/vervangen" if one.gap in (Gap.NO_FORM, Gap.NO_LOGIN) else ""
        return at_desk(request, f"kanalen/regel/{one.line}{end}")
    if one.gap is Gap.UNKNOWN_MAILBOX:
        return at_desk(
            request,
            "kanalen/nieuw",
            onderwerp=one.product,
            kanaal="e-mail",
            adres=one.detail,
            rest="ja",
            aangewezen="nee",
        )
    return at_desk(request, "kanalen/nieuw", onderwerp=one.product)


def drifted_shown(one: Drifted) -> dict[str, Any]:
    """One difference between a decision and the register."""
    return {
        "number": one.number,
        "part": one.change.part,
        "kind": one.change.kind.value,
        "was": one.change.was,
        "now": one.change.now,
        "since": short_day(one.since) if one.since else "–",
    }
