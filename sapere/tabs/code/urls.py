from __future__ import annotations

from django.urls import path

from sapere.tabs.code import views

app_name = "code"
urlpatterns = [
    path("topics/<str:slug>/code/<uuid:concept_id>", views.page, name="page"),
    path("code/frame", views.frame, name="frame"),
    path("code/frame/python", views.python_frame, name="python_frame"),
    path("code/python/<str:name>", views.runtime, name="runtime"),
]
