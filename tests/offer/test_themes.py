"""Products from a catalogue get a theme, and those that many people need stand in front."""

from dataclasses import replace
from datetime import datetime

import pytest
from tests.catalogues.test_catalogues import PASSPORT, TERMS
from tests.flows.test_import_catalogue import TOWN, bring_in

from openloket.offer.models import Service
from openloket.offer.themes import MUCH_USED, OTHER, theme_of
from openloket.tenancy.scope import scope


@pytest.mark.parametrize(
    ("name", "title", "theme"),
    [
        ("paspoort", "Reizen", "Burgerzaken"),
        ("", "Boom kappen", "Bouwen en verbouwen"),
        ("parkeerontheffing", "Ontheffing", "Parkeren en verkeer"),
        ("geluidsontheffing", "Muziek", "Afval en milieu"),
        ("rioolheffing", "", "Belastingen"),
        ("leerplichtvrijstelling", "", "Jeugd en onderwijs"),
        ("belastingaanslag bezwaar", "", "Contact met de gemeente"),
        ("", "5G", OTHER),
    ],
)
def test_the_theme_follows_from_the_name_or_the_title(name: str, title: str, theme: str) -> None:
    assert theme_of(name, title) == theme


@pytest.mark.django_db
def test_of_a_much_used_product_the_plainest_is_popular(now: datetime) -> None:
    term = f"{TERMS}/{MUCH_USED[0]}"
    titles = ("Paspoort voor kinderen", "Paspoort", "Tweede paspoort")
    records = [
        replace(PASSPORT, product_id=str(number), title=title, upl_uris=(term,))
        for number, title in enumerate(titles)
    ]
    done = bring_in(TOWN, now, [*records, replace(PASSPORT, product_id="9", title="5G", upl_uris=())])
    with scope(done.organisation.pk):
        popular = Service.objects.exclude(source_id="").filter(popular=True)
        assert [one.title for one in popular] == ["Paspoort"]
        assert Service.objects.get(title="Tweede paspoort").theme == "Burgerzaken"
        assert Service.objects.get(title="5G").theme == OTHER
