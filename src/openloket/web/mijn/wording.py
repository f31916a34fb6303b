"""What each kind of message that we send is called in Mijn omgeving."""

_TITLES = {
    "receipt": "Ontvangstbevestiging",
    "besluit": "Ons besluit",
    "supplement_request": "Wij vragen u om een aanvulling",
    "term_suspended": "Onze tijd om te beslissen staat stil",
    "term_resumed": "Onze tijd om te beslissen loopt weer",
    "term_extended": "Ons antwoord komt later",
    "objection_term_moved": "U hebt langer de tijd om bezwaar te maken",
    "complaint_outcome": "Ons antwoord op uw klacht",
    "advice": "Wie er meekijkt met uw bezwaar of klacht",
    "withdrawn": "Wij noteerden dat u het introk",
    "status": "Hoe het ervoor staat met uw zaak",
    "status_code": "Code om te zien hoe het ervoor staat",
}


def message_title(kind: str) -> str:
    """The name of a message by its kind; a kind without a name of its own is a message of ours."""
    return _TITLES.get(kind, "Bericht van ons")
