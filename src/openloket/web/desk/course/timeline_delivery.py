"""The facts about messages that did not arrive, as Dutch sentences, for the course of a zaak."""

from openloket.post.kinds import kind_of
from openloket.web.desk.course.telling import Body, Names, Sentences, day_in
from openloket.web.desk.delivery.delivery_words import reason

TEXT = "notice_sms"
"""The kind of a text message: nobody sees a mail server there."""


def _title(body: Body) -> str:
    return kind_of(str(body.get("message_kind"))).title


def _bounced(body: Body, names: Names) -> str:
    if body.get("message_kind") == TEXT:
        return "De sms kwam niet aan."
    if body.get("way") == "box":
        return f"{_title(body)} kon niet in de Berichtenbox van de lezer."
    why = reason(str(body.get("reply_code") or ""))
    return f"{_title(body)} kwam terug{f': {why}' if why else ''}."


def _still_tried(body: Body, names: Names) -> str:
    return f"{_title(body)}: een mailserver onderweg probeert het nog."


def _timed_out(body: Body, names: Names) -> str:
    if body.get("way") == "box":
        return f"{_title(body)}: wij hoorden niet of het in de Berichtenbox staat. Dat telt als mislukt."
    return f"{_title(body)}: de mailserver onderweg liet te lang niets meer horen. Dat telt als mislukt."


def _again(body: Body, names: Names) -> str:
    where = {"again": "naar hetzelfde adres", "other_address": "naar een ander adres dat de afzender gaf"}
    return f"{_title(body)} gaat nog eens, {where.get(str(body.get('rung')), 'naar een ander adres')}."


def _by_letter(body: Body, names: Names) -> str:
    if body.get("opened") is False:
        return "De lezer opende het bericht niet na onze sms. Het gaat nu per brief."
    if body.get("message_kind") == TEXT:
        return "De sms kwam niet aan. Het bericht gaat nu per brief."
    chosen = "Een medewerker koos daarvoor." if body.get("rung") == "by_hand" else ""
    return f"{_title(body)} kwam niet aan en gaat nu per brief. {chosen}".strip()


def _needs_person(body: Body, names: Names) -> str:
    return f"{_title(body)} is niet bezorgd, en wij kunnen niets meer proberen. Iemand moet ernaar kijken."


def _overtaken(body: Body, names: Names) -> str:
    why = "een later bericht verbeterde het of trok het in"
    return f"{_title(body)} kwam niet aan. Het gaat niet nog eens: {why} (Awb 2:12)."


def _delivered(body: Body, names: Names) -> str:
    if body.get("message_kind") == TEXT:
        return "De sms is aangekomen."
    if body.get("way") == "box":
        return f"{_title(body)} is in de Berichtenbox van de lezer gezet. Dat telt (Awb 2:19 onder c)."
    return f"{_title(body)} is bezorgd, laat de mailserver weten."


def _complained(body: Body, names: Names) -> str:
    return f"{_title(body)} kwam aan, maar de ontvanger noemde het ongewenst."


def _returned(body: Body, names: Names) -> str:
    return f"De brief kwam terug: {_title(body)}."


def _told(body: Body, names: Names) -> str:
    how = {"telefoon": "per telefoon", "balie": "aan de balie"}.get(
        str(body.get("how")), "op een andere manier"
    )
    return f"{_title(body)} kwam niet aan. Het is {how} verteld."


def _known_again(body: Body, names: Names) -> str:
    until = f" Bezwaar kan nu tot en met {day_in(body, 'last_day')}." if body.get("last_day") else ""
    if body.get("opened"):
        return (
            f"De melding over het besluit van {day_in(body, 'was')} kwam niet aan. De lezer opende het op "
            f"{day_in(body, 'sent_on')}, na onze sms: die dag telt, in het voordeel van de lezer "
            f"(Awb 2:22 lid 2).{until}"
        )
    return (
        f"Het besluit kwam op {day_in(body, 'was')} niet aan. Het is opnieuw verstuurd op "
        f"{day_in(body, 'sent_on')}: die dag telt (Awb 2:11 lid 3).{until}"
    )


def _asked_again(body: Body, names: Names) -> str:
    moved = (
        f" De uiterste dag om te beslissen is nu {day_in(body, 'last_day')}." if body.get("last_day") else ""
    )
    if body.get("opened"):
        return (
            f"De melding over het verzoek om aanvulling kwam niet aan. De lezer opende het op "
            f"{day_in(body, 'sent_on')}. De termijn staat pas daarna stil (Awb 2:22 lid 2).{moved}"
        )
    return (
        f"Het verzoek om aanvulling is opnieuw verstuurd op {day_in(body, 'sent_on')}. De termijn staat pas "
        f"daarna stil (Awb 2:11 lid 3).{moved}"
    )


def _notice_again(body: Body, names: Names) -> str:
    opened = bool(body.get("opened"))
    how = "is geopend na onze sms" if opened else "is opnieuw verstuurd"
    told = f"Het bericht over de termijn {how} op {day_in(body, 'sent_on')}, in plaats van "
    then = f"{day_in(body, 'was')} ({'Awb 2:22 lid 2' if opened else 'Awb 2:11 lid 3'})."
    asks = " Kijk of dat nog op tijd was." if body.get("event") == "extended" else ""
    return told + then + asks


DELIVERY_SENTENCES: Sentences = {
    "message.bounced": _bounced,
    "message.still_tried": _still_tried,
    "message.timed_out": _timed_out,
    "message.again": _again,
    "message.by_letter": _by_letter,
    "message.needs_person": _needs_person,
    "message.overtaken": _overtaken,
    "message.delivered": _delivered,
    "message.complained": _complained,
    "message.returned": _returned,
    "message.told": _told,
    "besluit.made_known_again": _known_again,
    "supplement.sent_again": _asked_again,
    "term.notice_again": _notice_again,
}
