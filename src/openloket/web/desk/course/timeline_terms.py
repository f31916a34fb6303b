"""The facts about terms as Dutch sentences, for the course of a zaak."""

from openloket.law.gebeurtenissen import Opschortingsgrond, Verlengingsgrond
from openloket.web.desk.course.telling import Body, Names, Sentences, day_in

_ARTICLES = {ground.value: ground.artikel for ground in (*Opschortingsgrond, *Verlengingsgrond)}


def _ground(body: Body) -> str:
    article = _ARTICLES.get(str(body.get("ground")))
    return f" ({article})" if article else ""


def _last_day(body: Body) -> str:
    return f" De laatste dag is nu {day_in(body, 'last_day')}." if body.get("last_day") else ""


def _told(body: Body, names: Names) -> str:
    return f"Er is een bericht over de termijn gemaakt{_ground(body)}. De termijn verandert als het weg is."


def _withdrawn(body: Body, names: Names) -> str:
    return "Het bericht over de termijn is ingetrokken. De termijn blijft zoals die was."


def _too_late(body: Body) -> str | None:
    if body.get("counted", True):
        return None
    return f"Het bericht ging weg na de laatste dag{_ground(body)}. De termijn blijft zoals die was."


def _suspended(body: Body, names: Names) -> str:
    if late := _too_late(body):
        return late
    until = f" tot en met {day_in(body, 'until')}" if body.get("until") else ""
    since = f" vanaf {day_in(body, 'first_day')}" if body.get("first_day") else ""
    return f"De termijn staat stil{since}{until}{_ground(body)}.{_last_day(body)}"


def _resumed(body: Body, names: Names) -> str:
    since = f" vanaf {day_in(body, 'first_day')}" if body.get("first_day") else ""
    return f"De termijn loopt weer{since}{_ground(body)}.{_last_day(body)}"


def _extended(body: Body, names: Names) -> str:
    if late := _too_late(body):
        return late
    by = f" met {body['length']}" if body.get("length") else ""
    what = "De bezwaartermijn" if body.get("term") == "objection" else "De termijn"
    return f"{what} is{by} langer geworden{_ground(body)}.{_last_day(body)}"


def _announced(body: Body, names: Names) -> str:
    day = f" uiterlijk {day_in(body, 'announced')}" if body.get("announced") else " later"
    return f"De afzender weet dat het besluit{day} komt{_ground(body)}. De laatste dag blijft dezelfde."


def _recounted(body: Body, names: Names) -> str:
    return f"Een termijn is opnieuw geteld, omdat de lijst van vrije dagen veranderde.{_last_day(body)}"


TERM_SENTENCES: Sentences = {
    "term.notice": _told,
    "term.notice_withdrawn": _withdrawn,
    "term.suspended": _suspended,
    "term.resumed": _resumed,
    "term.extended": _extended,
    "term.announced": _announced,
    "term.recounted": _recounted,
}
