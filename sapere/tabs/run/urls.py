from __future__ import annotations

from django.urls import path

from sapere.tabs.run import views

app_name = "run"
urlpatterns = [
    path("runs/<uuid:run_id>", views.page, name="page"),
    path("runs/<uuid:run_id>/state", views.state, name="state"),
    path("runs/<uuid:run_id>/events", views.events, name="events"),
    path("runs/<uuid:run_id>/stop", views.stop, name="stop"),
    path("runs/<uuid:run_id>/retry", views.retry, name="retry"),
]
