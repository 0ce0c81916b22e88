from __future__ import annotations

from django.urls import path

from sapere.tabs.home import views

app_name = "home"
urlpatterns = [path("", views.home, name="home"), path("topics", views.topics, name="topics")]
