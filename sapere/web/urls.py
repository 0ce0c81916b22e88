from __future__ import annotations

from django.urls import path

from sapere.web import views

app_name = "web"
urlpatterns = [
    path("livez", views.livez, name="livez"),
    path("appearance", views.appearance, name="appearance"),
]
