from __future__ import annotations

from django.urls import path

from sapere.tabs.notes import cards, marks, views

app_name = "notes"
_IN_TOPIC = "topics/<str:slug>"
urlpatterns = [
    path("notes", views.everywhere, name="all"),
    path(f"{_IN_TOPIC}/notes", views.room, name="room"),
    path(f"{_IN_TOPIC}/notes/as/<str:name>", views.take, name="take"),
    path(f"{_IN_TOPIC}/notes/<uuid:note_id>", views.note, name="note"),
    path(f"{_IN_TOPIC}/notes/<uuid:note_id>/delete", views.delete, name="delete"),
    path(f"{_IN_TOPIC}/cards/new", cards.new, name="new-card"),
    path(f"{_IN_TOPIC}/cards/<uuid:card_id>/delete", cards.delete, name="delete-card"),
    path(f"{_IN_TOPIC}/marks/<uuid:concept_id>/bookmark", marks.bookmark, name="bookmark"),
    path(f"{_IN_TOPIC}/marks/<uuid:concept_id>/unread", marks.unread, name="unread"),
]
