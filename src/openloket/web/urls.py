"""All addresses: of the installation and the monitor first, then of each organisation, desk before portal."""

from django.urls import include, path

urlpatterns = [
    path("", include("openloket.web.control.urls")),
    path("monitor/", include("openloket.web.monitor.urls")),
    path("<slug:organisation>/balie/", include("openloket.web.desk.urls")),
    path("<slug:organisation>/", include("openloket.web.portal.urls")),
]

handler400 = "openloket.web.failures.bad_request"
handler404 = "openloket.web.failures.not_found"
handler500 = "openloket.web.failures.broken"
