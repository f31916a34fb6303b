"""Who must sign with the sender: read from the definition, and asked on a last page of its own."""

from openloket.formkit.authoring import Node
from openloket.formkit.definition import CoSigners, EmailField, GroupField, Step, TextField

SIGNERS = "medeondertekenaars"
"""The key of the last page, and of its answer: a list of {naam, email}."""
LEVELS = ("", "laag", "substantieel", "hoog")
MOST = 9


def read_co_signers(node: Node, sensitive: bool) -> CoSigners | None:
    """The part `co_signers` of a form; None: the sender signs alone. What is `sensitive` asks a login."""
    source = node.take("co_signers")
    if source is None:
        return None
    part = Node(source, "co_signers", node.problems)
    found = CoSigners(
        label=part.text("label", needed=True),
        basis=part.text("basis", needed=True),
        level=part.text("level"),
        days=part.whole("days", 14, 2, 90),
        in_order=part.flag("in_order"),
        min=part.whole("min", 1, 0, MOST),
        max=part.whole("max", 1, 1, MOST),
    )
    part.done()
    if found.level not in LEVELS:
        part.wrong(f"level must be one of {', '.join(LEVELS[1:])}; without it a code by e-mail is enough")
    if sensitive and not found.level:
        part.wrong("level is missing: a sensitive form is not opened with a code by e-mail alone (Awb 2:9)")
    if found.min > found.max:
        part.wrong("min is above max")
    return found


def signers_step(signers: CoSigners) -> Step:
    """The last page of the form: their names and e-mail addresses."""
    group = GroupField(
        key=SIGNERS,
        label=signers.label,
        hint=_hint(signers),
        basis=signers.basis if signers.min else "",
        optional=signers.min == 0,
        fields=_asked(signers.basis),
        min_items=signers.min,
        max_items=signers.max,
        item_label="Persoon",
    )
    return Step(key=SIGNERS, title="Wie tekent er mee?", intro=_intro(signers), fields=(group,))


def _asked(basis: str) -> tuple[TextField, EmailField]:
    name = TextField(key="naam", label="Wat is de naam van deze persoon?", basis=basis)
    hint = "Gebruik het eigen adres van deze persoon. Daar sturen wij een link naartoe."
    return name, EmailField(key="email", label="Wat is het e-mailadres?", hint=hint, basis=basis)


def _intro(signers: CoSigners) -> str:
    how = "na inloggen" if signers.level else "met een code uit een e-mail"
    return (
        f"U stuurt dit bericht. Daarna vragen wij de ander om ook te tekenen, {how}. "
        "Uw bericht telt vanaf het moment dat u het verstuurt. U hoeft dus niet op de ander te wachten."
    )


def _hint(signers: CoSigners) -> str:
    term = f"Elke persoon krijgt {signers.days} dagen om te tekenen."
    if signers.in_order and signers.max > 1:
        return f"{term} Wij vragen het om de beurt, in deze volgorde."
    return term
