"""How people reach an organisation, in one sentence, with only what it has."""


def contact_sentence(phone: str, email: str) -> str:
    """‘Bel 14 0123 of mail naar loket@gemeente.nl.’, or the half that is known, or nothing."""
    ways = [*([f"bel {phone}"] if phone else []), *([f"mail naar {email}"] if email else [])]
    sentence = " of ".join(ways)
    return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else ""
