from __future__ import annotations

from django.urls import path

from sapere.tabs.sharing import copying, deleting, views

app_name = "sharing"
urlpatterns = [
    path("topics/<str:slug>/share", views.share, name="share"),
    path("topics/<str:slug>/share/revoke", views.revoke_all, name="revoke-all"),
    path("topics/<str:slug>/share/<uuid:share_id>/revoke", views.revoke, name="revoke"),
    path("topics/<str:slug>/copy", copying.example, name="copy-example"),
    path("copy/<str:token>", copying.shared_topic, name="copy"),
    path("topics/<str:slug>/delete", deleting.delete, name="delete"),
]
