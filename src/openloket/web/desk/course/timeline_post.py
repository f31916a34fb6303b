"""The facts about letters and supplements as Dutch sentences, for the course of a zaak."""

from openloket.post.kinds import kind_of
from openloket.post.ladder import READING
from openloket.web.desk.course.telling import Body, Names, Sentences, day_in


def _asked(body: Body, names: Names) -> str:
    return f"De afzender is gevraagd om aan te vullen, tot en met {day_in(body, 'last_day')}."


def _received(body: Body, names: Names) -> str:
    return "De afzender stuurde een aanvulling."


def _withdrawn(body: Body, names: Names) -> str:
    return "Het verzoek om aanvulling is ingetrokken voordat het wegging."


def _complete(body: Body, names: Names) -> str:
    return "De aanvraag is nu compleet."


def _posted(body: Body, names: Names) -> str:
    return f"De brief is per post verstuurd op {day_in(body, 'posted_on')}."


def _addressed(body: Body, names: Names) -> str:
    return "Het adres op de brief is ingevuld."


def _suppressed(body: Body, names: Names) -> str:
    return "E-mail naar dit adres komt niet aan. Er gaat niets meer heen tot iemand het weer aanzet."


def _lifted(body: Body, names: Names) -> str:
    return "Het e-mailadres werkt weer: er gaan weer berichten heen."


def _standing(body: Body, names: Names) -> str:
    return "De afzender krijgt bericht hoe het ervoor staat."


def _code(body: Body, names: Names) -> str:
    way = "per brief" if body.get("way") == "brief" else "per e-mail"
    return f"Iemand vroeg met het kenmerk hoe het ervoor staat. De code gaat {way} naar het bekende adres."


def _opened(body: Body, names: Names) -> str:
    return "Iemand bekeek met kenmerk en code hoe het ervoor staat."


def _accessible(body: Body, names: Names) -> str:
    told = "De melding gaat nu weg." if body.get("notice") else "De lezer wil geen meldingen."
    return f"{_title(body)} staat klaar in Mijn omgeving. {told}"


def _announced(body: Body, names: Names) -> str:
    late = "" if body.get("in_time") else " Dat was later dan 48 uur (Awb 2:10 lid 1)."
    return f"De melding dat er een bericht klaarstaat is verstuurd.{late}"


def _written(body: Body, names: Names) -> str:
    return f"{_title(body)} is geschreven, {_FOR.get(str(body.get('way')), 'voor de lezer')}."


_FOR = {
    "portal": "voor Mijn omgeving",
    "box": "voor de Berichtenbox",
    "letter": "als brief",
    "email": "per e-mail",
}


def _stopped(body: Body, names: Names) -> str:
    return f"{_title(body)} is tegengehouden voordat het wegging."


def _rehearsed(body: Body, names: Names) -> str:
    return f"{_title(body)} is alleen geoefend. Het is niet verstuurd."


def _printed(body: Body, names: Names) -> str:
    return f"Van dit bericht is een PDF gemaakt: {_title(body)}."


def _to_printer(body: Body, names: Names) -> str:
    return f"De brief ging naar de drukker, in partij {body.get('batch')}."


def _not_printed(body: Body, names: Names) -> str:
    return "De drukker verstuurde de brief niet. Hij staat weer bij Post."


def _texted(body: Body, names: Names) -> str:
    then = (
        f"Opent die het bericht niet binnen {READING.days} dagen, dan gaat er een brief."
        if body.get("letter") == "later"
        else "Er gaat meteen ook een brief."
    )
    return f"Onze melding per e-mail kwam niet aan. De lezer krijgt een sms. {then}"


def _opened_after(body: Body, names: Names) -> str:
    return "De lezer opende het bericht na onze sms. Er hoeft geen brief te gaan (Awb 2:11 lid 2)."


def _read(body: Body, names: Names) -> str:
    return f"{_title(body)} is voor het eerst geopend in Mijn omgeving."


def _bundled(body: Body, names: Names) -> str:
    return f"{_title(body)} ging samen met andere berichten in één e-mail."


def _title(body: Body) -> str:
    return kind_of(str(body.get("message_kind"))).title


POST_SENTENCES: Sentences = {
    "supplement.asked": _asked,
    "supplement.received": _received,
    "supplement.withdrawn": _withdrawn,
    "supplement.complete": _complete,
    "message.posted": _posted,
    "status.sent": _standing,
    "status.code_sent": _code,
    "status.opened": _opened,
    "message.addressed": _addressed,
    "address.suppressed": _suppressed,
    "address.lifted": _lifted,
    "message.accessible": _accessible,
    "message.announced": _announced,
    "message.written": _written,
    "message.read": _read,
    "message.bundled": _bundled,
    "message.stopped": _stopped,
    "message.rehearsed": _rehearsed,
    "message.printed": _printed,
    "message.to_printer": _to_printer,
    "message.not_printed": _not_printed,
    "message.text_sent": _texted,
    "message.opened": _opened_after,
}
