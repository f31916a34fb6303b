"""The pages of the demo's provider: who do you want to be, and who is logged in."""

from collections.abc import Iterable, Mapping
from html import escape

from openloket.cli.demo.provider.people import LABELS, LEVELS, Persona, attainable

_STYLE = """
body{font:1.0625rem/1.55 system-ui,sans-serif;color:#1c2733;background:#f4f5f7;margin:0}
main{max-width:40rem;margin:0 auto;padding:1.5rem 1rem 4rem}
h1{font-size:1.75rem;line-height:1.2}
.note{background:#fff4ce;border:1px solid #8a6d00;border-radius:.5rem;padding:.75rem 1rem}
fieldset{background:#fff;border:1px solid #d5dae0;border-radius:.5rem;padding:.5rem 1rem 1rem;margin:1.5rem 0}
legend{font-weight:600;padding:0 .35rem}
.one{display:flex;gap:.6rem;align-items:flex-start;padding:.6rem 0;min-height:1.6rem}
input[type=radio]{width:1.35rem;height:1.35rem;flex:none;margin-top:.15rem;accent-color:#0b4f8a}
.one label{flex:1}
span.soft{color:#4b5866;display:block}
button{font:inherit;font-weight:600;min-height:3rem;padding:.5rem 1.5rem;border-radius:.5rem;cursor:pointer}
button{border:2px solid #0b4f8a;background:#0b4f8a;color:#fff}
button.plain{background:#fff;color:#0b4f8a}
:focus-visible{outline:3px solid #b45309;outline-offset:2px}
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
_NOTE = (
    "Dit is een namaak-inlogdienst voor de demonstratie. U hebt geen wachtwoord nodig."
    " De mensen, de bedrijven en hun nummers zijn verzonnen."
)


def choose(
    issuer: str, people: Iterable[Persona], asked: Mapping[str, str], lowest: str, told: str = ""
) -> str:
    """Who do you want to be, and at what level? `asked` goes along as it came."""
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in asked.items()
    )
    persons = "".join(
        _radio("persoon", one.key, one.name, one.about, index == 0) for index, one in enumerate(people)
    )
    levels = "".join(_radio("acr", acr, level, "", acr == lowest) for acr, level in LEVELS.items())
    warning = f'<p class="note" role="alert">{escape(told)}</p>' if told else ""
    return page(
        f"Inloggen bij {LABELS[issuer]}",
        f"{warning}<form method='post'>{hidden}"
        f"<fieldset><legend>Wie bent u?</legend>{persons}</fieldset>"
        f"<fieldset><legend>Hoe veilig logt u in?</legend>{levels}</fieldset>"
        "<p><button name='doen' value='inloggen'>Inloggen</button> "
        "<button class='plain' name='doen' value='stoppen'>Stoppen</button></p></form>",
    )


def too_high(one: Persona) -> str:
    """What is said to who chose a level that this person does not have."""
    highest = LEVELS[attainable(one)[-1]]
    return f"{one.name} kan hier niet hoger inloggen dan niveau {highest}. Kies een ander niveau."


def sessions(issuer: str, names: Mapping[str, str]) -> str:
    """Who is logged in here, each with a button to log out everywhere."""
    if not names:
        return page(LABELS[issuer], "<p>Niemand is nu ingelogd.</p>")
    rows = "".join(
        f"<form method='post' action='uitloggen'><p>{escape(name)} "
        f"<input type='hidden' name='sessie' value='{escape(session)}'>"
        "<button class='plain'>Overal uitloggen</button></p></form>"
        for session, name in names.items()
    )
    return page(LABELS[issuer], f"<h2>Ingelogd</h2>{rows}")


def overview(addresses: Mapping[str, str]) -> str:
    """The issuers."""
    rows = "".join(
        f"<li><a href='{escape(url)}/'>{escape(LABELS[key])}</a></li>" for key, url in addresses.items()
    )
    app = "<p><a href='/code-app'>Code-app van een medewerker</a></p>"
    return page("Namaak-inlogdienst", f"<ul>{rows}</ul>{app}")


def code_app(code: str) -> str:
    """The app of the employee who logs in at the desk in two steps."""
    shown = f"{code[:3]} {code[3:]}"
    return page(
        "Code-app (demonstratie)",
        "<p>Zo'n app staat anders op een telefoon. Deze is van Samir Haddad van Duinstede.</p>"
        f"<p>Zijn code van nu:</p><p style='font-size:2.5rem;font-weight:600'>{shown}</p>"
        "<p>Elke code werkt één keer. Na 30 seconden is er een nieuwe.</p>"
        "<form><button>Nieuwe code bekijken</button></form>",
    )


def page(title: str, content: str) -> str:
    """A whole page."""
    return (
        "<!doctype html><html lang='nl'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>"
        f"<body><main><h1>{escape(title)}</h1><p class='note'>{_NOTE}</p>{content}</main></body></html>"
    )


def _radio(name: str, value: str, label: str, about: str, checked: bool) -> str:
    soft = f" <span class='soft'>{escape(about)}</span>" if about else ""
    mark = " checked" if checked else ""
    number = f"{name}-{escape(value)}"
    return (
        f"<div class='one'><input type='radio' id='{number}' name='{name}' value='{escape(value)}'{mark}>"
        f"<label for='{number}'>{escape(label)}{soft}</label></div>"
    )
