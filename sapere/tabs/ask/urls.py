from __future__ import annotations

from django.urls import path

from sapere.tabs.ask import views

app_name = "ask"
THREAD = "topics/<str:slug>/ask/<uuid:thread_id>"
urlpatterns = [
    path("topics/<str:slug>/ask", views.room, name="room"),
    path("topics/<str:slug>/ask/all.<str:form>", views.export_all, name="export-all"),
    path(THREAD, views.thread, name="thread"),
    path(f"{THREAD}.md", views.export, name="export"),
    path(f"{THREAD}/delete", views.delete, name="delete"),
    path(f"{THREAD}/<uuid:message_id>", views.answer, name="answer"),
    path(f"{THREAD}/<uuid:message_id>/events", views.events, name="events"),
    path(f"{THREAD}/<uuid:message_id>/card", views.card, name="card"),
    path(f"{THREAD}/<uuid:message_id>/stop", views.stop, name="stop"),
    path(f"{THREAD}/<uuid:message_id>/keep", views.keep, name="keep"),
    path(f"{THREAD}/<uuid:message_id>/again", views.again, name="again"),
]
