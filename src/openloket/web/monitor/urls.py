"""Addresses of the public site of the national monitor."""

from django.urls import path

from openloket.web.monitor import (
    documents,
    downloads,
    evidence,
    nation,
    products,
    replying,
    sides,
    suppliers,
    town,
    towns,
)

urlpatterns = [
    path("", nation.nation),
    path("kaart", nation.on_map),
    path("doelgroepen", nation.audiences),
    path("gemeenten", towns.towns),
    path("gemeente/<slug:slug>", town.town),
    path("gemeente/<slug:slug>/rapport.pdf", documents.town_report),
    path("producten", products.products),
    path("product/<slug:slug>", products.product),
    path("leveranciers", suppliers.suppliers),
    path("leverancier/<slug:slug>", suppliers.supplier),
    path("verschil", sides.said_and_measured),
    path("uitleg", sides.explained),
    path("rapport.pdf", documents.national_report),
    path("waarneming/<int:number>", evidence.observation),
    path("reactie/<str:key>", replying.reply),
    path("open-data", downloads.overview),
    path("data/openapi.json", downloads.openapi),
    path("data/rondes.json", downloads.rounds),
    path("data/<slug:round_key>/cijfers.json", downloads.national_figures),
    path("data/<slug:round_key>/<slug:what>.csv-metadata.json", downloads.described),
    path("data/<slug:round_key>/<slug:what>.<slug:form>", downloads.table),
]
