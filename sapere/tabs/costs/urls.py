from __future__ import annotations

from django.urls import path

from sapere.tabs.costs import views

app_name = "costs"
urlpatterns = [
    path("costs", views.costs, name="costs"),
    path("costs.csv", views.download, name="download"),
]
