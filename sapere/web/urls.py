from __future__ import annotations

from django.urls import path

from sapere.web import views
from sapere.web.gate import TOO_LARGE

app_name = "web"
urlpatterns = [
    path("livez", views.livez, name="livez"),
    path(TOO_LARGE.removeprefix("/"), views.too_large, name="too-large"),
    path("who-writes", views.modes, name="modes"),
    path("appearance", views.appearance, name="appearance"),
]
