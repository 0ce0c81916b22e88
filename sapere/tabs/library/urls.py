from __future__ import annotations

from django.urls import path

from sapere.tabs.library import views

app_name = "library"
urlpatterns = [
    path("library", views.library, name="library"),
    path("library/files", views.files, name="files"),
    path("library/address", views.address, name="address"),
    path("library/text", views.text, name="text"),
    path("library/remove", views.remove, name="remove"),
    path("library/in/<str:key>", views.documents, name="documents"),
    path("library/uploads/<uuid:upload_id>", views.original, name="original"),
]
