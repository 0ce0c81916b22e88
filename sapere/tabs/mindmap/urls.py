from __future__ import annotations

from django.urls import path

from sapere.tabs.mindmap import views

app_name = "mindmap"
urlpatterns = [
    path("topics/<str:slug>/map", views.mindmap, name="map"),
    path("topics/<str:slug>/map.svg", views.picture, name="picture"),
]
