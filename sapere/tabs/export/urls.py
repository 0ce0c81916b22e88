from __future__ import annotations

from django.urls import path

from sapere.tabs.export import beside, views

app_name = "export"
urlpatterns = [
    path("topics/<str:slug>/export", views.formats, name="formats"),
    path("topics/<str:slug>/exports", beside.progress, name="progress"),
    path("topics/<str:slug>/export/<str:name>", views.download, name="download"),
    path("topics/<str:slug>/export/<str:name>/make", beside.make, name="make"),
    path("exports/<uuid:export_id>", beside.file, name="file"),
    path("exports/<uuid:export_id>/stop", beside.stop, name="stop"),
    path("exports/<uuid:export_id>/forget", beside.forget, name="forget"),
]
