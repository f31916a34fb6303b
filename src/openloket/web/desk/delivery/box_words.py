"""What happened to a message for the message box of MijnOverheid, in words that name nobody."""

from openloket.post.delivery import UNCERTAIN, Event, EventKind, Rung

PLACE = "Berichtenbox van MijnOverheid"
_BECAUSE = {
    "permanent-failure": ": de lezer heeft geen Berichtenbox, of krijgt daar geen post van ons",
    "technical-failure": ": er ging iets mis bij NotifyNL of MijnOverheid",
    "temporary-failure": ": er ging iets mis bij NotifyNL of MijnOverheid",
}
_SAID = {
    EventKind.OFFERED: "Wij brengen het nog eens naar de Berichtenbox.",
    EventKind.HANDED_OVER: "NotifyNL nam het aan voor de Berichtenbox.",
    EventKind.DELIVERED: "Het staat in de Berichtenbox van de lezer. Vanaf nu telt het als verstuurd.",
    EventKind.TIMED_OUT: "Wij hoorden te lang niet of het in de Berichtenbox staat.",
}
_DOUBT = "De verbinding viel weg voordat NotifyNL antwoordde. Wij vragen eerst of het er al is."


def said_of_box(event: Event) -> str:
    """One thing that happened on its way there."""
    if event.kind is EventKind.OFFERED and event.rung is Rung.BY_HAND:
        return "Een medewerker koos voor de Berichtenbox."
    if told := _SAID.get(event.kind):
        return told
    if event.kind in (EventKind.BOUNCED_HARD, EventKind.BOUNCED_SOFT):
        return f"Het kon niet in de Berichtenbox{_BECAUSE.get(event.code, '')}."
    if event.code == UNCERTAIN:
        return _DOUBT
    if event.kind is EventKind.DELAYED:
        return "Het lukte nog niet om het naar de Berichtenbox te brengen."
    ours = event.answer if event.answer and not event.code else "NotifyNL nam het niet aan"
    return f"Het ging niet naar de Berichtenbox: {ours}."


def awaited(until: str) -> str:
    """What comes next when it was brought there and no word came; `until`: the moment, in words."""
    return f"Wij wachten op bericht dat het er staat. Komt dat niet voor {until}, dan gaat het anders."
