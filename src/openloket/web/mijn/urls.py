"""Addresses of Mijn omgeving, below /<organisation>/mijn/."""

from django.urls import path

from openloket.web.mijn import acting, beside, giving, home, invited, mandates, paper

urlpatterns = [
    path("", home.home),
    path("voor-wie", acting.choose),
    path("zelf", acting.stop),
    path("ernaast", beside.beside),
    path("machtigingen", mandates.mandates),
    path("machtigingen/geven", giving.give),
    path("machtigingen/vragen", giving.ask),
    path("machtigingen/insturen", paper.send_in),
    path("machtigingen/code/<str:key>", invited.invited),
    path("machtigingen/<int:mandate_id>/stoppen", mandates.stop),
    path("machtigingen/<int:mandate_id>/klopt", mandates.confirm),
    path("machtigingen/<int:mandate_id>/kleiner", giving.limit),
]
