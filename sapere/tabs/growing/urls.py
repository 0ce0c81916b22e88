from __future__ import annotations

from django.urls import path

from sapere.tabs.growing import editing, looking_back, researching

app_name = "growing"
urlpatterns = [
    path("topics/<str:slug>/tree", editing.tree, name="tree"),
    path("topics/<str:slug>/tree/undo", editing.undo, name="undo"),
    path("topics/<str:slug>/tree/<uuid:concept_id>", editing.concept, name="concept"),
    path("topics/<str:slug>/update", researching.update, name="update"),
    path("topics/<str:slug>/deeper/<uuid:concept_id>", researching.deeper, name="deeper"),
    path("topics/<str:slug>/explore/<uuid:concept_id>/history", looking_back.history_of_page, name="history"),
]
