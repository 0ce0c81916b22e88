from __future__ import annotations

from django.urls import path

from sapere.tabs.bring import views

app_name = "bring"
urlpatterns = [path("import", views.door, name="door")]
