"""The two municipalities of the demo, who works there, and what things cost there."""

from dataclasses import dataclass, field

PASSWORD = "welkom-bij-de-balie"  # noqa: S105 (printed on the start page of the demo)


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works at a municipality; `role` and `team` are those of tenancy."""

    first_name: str
    name: str
    role: str
    team: str


@dataclass(frozen=True, slots=True)
class Town:
    """A made-up municipality."""

    slug: str
    name: str
    prefix: str
    phone: str
    street: str
    postcode: str
    hours: tuple[str, ...]
    help_text: str
    colleagues: tuple[Colleague, ...]
    costs: dict[str, str] = field(default_factory=dict)

    @property
    def domain(self) -> str:
        """Its domain, which by RFC 2606 belongs to nobody."""
        return f"{self.slug}.example"

    def login(self, colleague: Colleague) -> str:
        """The name with which somebody logs in at the desk."""
        return f"{colleague.first_name}@{self.domain}"


TEAMS = {
    "Burgerzaken": ("Burgerzaken",),
    "Vergunningen": ("Parkeren en verkeer", "Ondernemen en evenementen", "Wonen en omgeving"),
    "Zorg en inkomen": ("Zorg en welzijn", "Werk en inkomen", "Jeugd en onderwijs"),
    "Bestuur en recht": ("Contact met de gemeente",),
}
"""Each team with the themes of the services that it handles."""

AUTHORITIES = {
    "college": "college van burgemeester en wethouders van {}",
    "burgemeester": "burgemeester van {}",
    "raad": "gemeenteraad van {}",
}

POPULAR = (
    "parkeervergunning",
    "verhuizing",
    "uittreksel-brp",
    "melding-openbare-ruimte",
    "bezwaar",
    "wmo-melding",
)

DUINSTEDE = Town(
    slug="duinstede",
    name="Duinstede",
    prefix="DUI",
    phone="14 0999",
    street="Strandplein 1",
    postcode="1990 AA",
    hours=("maandag tot en met vrijdag: 9.00 tot 17.00 uur", "donderdag ook van 17.00 tot 20.00 uur"),
    help_text="Lukt het online niet, of doet u het liever samen? Bel ons of kom langs aan het Strandplein."
    " Een medewerker vult het formulier dan met u in. U mag ook iemand meenemen.",
    colleagues=(
        Colleague("anja", "Anja de Wit", "case_worker", "Vergunningen"),
        Colleague("samir", "Samir Haddad", "case_worker", "Zorg en inkomen"),
        Colleague("bram", "Bram Bos", "lead", "Vergunningen"),
        Colleague("chantal", "Chantal Meijer", "administrator", "Bestuur en recht"),
    ),
    costs={
        "parkeervergunning": "€ 61,20 per jaar",
        "uittreksel-brp": "€ 16,40 aan de balie en € 12,90 online",
        "evenementenvergunning": "€ 145,00",
        "collectevergunning": "niets",
        "exploitatievergunning-horeca": "€ 412,50",
        "horeca-alcoholvergunning": "€ 387,00",
        "gehandicaptenparkeerkaart": "€ 74,80",
        "hondenbelasting": "€ 68,40 voor de eerste hond",
        "huwelijk-melden": "Trouwen op dinsdagochtend is gratis.",
        "standplaatsvergunning": "€ 98,00",
        "woo-verzoek": "De eerste 100 bladzijden op papier zijn gratis.",
    },
)


EIKENRADE = Town(
    slug="eikenrade",
    name="Eikenrade",
    prefix="EIK",
    phone="14 0998",
    street="Raadhuislaan 40",
    postcode="7790 ZZ",
    hours=("maandag tot en met donderdag: 8.30 tot 16.30 uur", "vrijdag: 8.30 tot 12.30 uur"),
    help_text="Hebt u hulp nodig? Onze gastvrouwen en gastheren in het raadhuis helpen u graag."
    " Bellen kan ook. Kunt u niet komen? Dan komen wij bij u thuis.",
    colleagues=(
        Colleague("joke", "Joke Terpstra", "case_worker", "Vergunningen"),
        Colleague("ruben", "Ruben Oldenhof", "case_worker", "Burgerzaken"),
        Colleague("fatima", "Fatima Yilmaz", "lead", "Bestuur en recht"),
    ),
    costs={
        "parkeervergunning": "€ 34,00 per jaar",
        "uittreksel-brp": "€ 15,10",
        "evenementenvergunning": "€ 82,50",
        "collectevergunning": "niets",
        "exploitatievergunning-horeca": "€ 305,00",
        "horeca-alcoholvergunning": "€ 340,00",
        "gehandicaptenparkeerkaart": "€ 58,00",
        "hondenbelasting": "€ 54,00 voor de eerste hond",
        "huwelijk-melden": "Trouwen op maandagochtend is gratis.",
        "standplaatsvergunning": "€ 75,50",
        "woo-verzoek": "U betaalt € 0,10 voor elke bladzijde op papier.",
    },
)

TOWNS = (DUINSTEDE, EIKENRADE)
