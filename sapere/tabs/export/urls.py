from __future__ import annotations

from django.urls import path

from sapere.tabs.export import views

app_name = "export"
urlpatterns = [
    path("topics/<str:slug>/export", views.formats, name="formats"),
    path("topics/<str:slug>/export/<str:name>", views.download, name="download"),
]
