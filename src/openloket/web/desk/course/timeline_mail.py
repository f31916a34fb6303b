"""The sentences of the timeline about e-mail that came in, and about what was corrected afterwards."""

from openloket.web.desk.course.telling import Body, Names, Sentences


def _reclassified(body: Body, names: Names) -> str:
    changed = f"Het product is verbeterd: van ‘{body.get('was')}’ naar ‘{body.get('service')}’."
    return f"{changed} De termijn is opnieuw geteld, vanaf dezelfde ontvangst."


MAIL_SENTENCES: Sentences = {
    "zaak.reclassified": _reclassified,
}
