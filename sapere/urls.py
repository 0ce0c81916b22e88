"""Every address of the web face. A tab adds one line here and one in ``settings``."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("sapere.web.urls")),
    path("", include("sapere.tabs.home.urls")),
    path("", include("sapere.tabs.run.urls")),
    path("", include("sapere.tabs.explore.urls")),
    path("", include("sapere.tabs.growing.urls")),
    path("", include("sapere.tabs.explore.shared_urls")),
    path("", include("sapere.tabs.mindmap.urls")),
    path("", include("sapere.tabs.ask.urls")),
    path("", include("sapere.tabs.code.urls")),
    path("", include("sapere.tabs.notes.urls")),
    path("", include("sapere.tabs.export.urls")),
    path("", include("sapere.tabs.bring.urls")),
    path("", include("sapere.tabs.sharing.urls")),
    path("", include("sapere.tabs.library.urls")),
    path("", include("sapere.tabs.costs.urls")),
]

handler400 = "sapere.web.faults.bad_request"
handler403 = "sapere.web.faults.forbidden"
handler404 = "sapere.web.faults.not_found"
handler500 = "sapere.web.faults.broken"
