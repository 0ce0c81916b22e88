"""A topic that its owner has changed by hand, with a page that research wrote anew."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from sapere.research.growing.edits import Edit, Merge, Remove, Rename
from sapere.topics import actions, history
from sapere.topics.changes import PageVersion
from sapere.topics.models import Concept, Page, Run, Topic

LONG = "What the pores on the underside of a leaf do by day and by night, and why most plants close them " * 3


def tended(run: Run) -> dict[str, str]:
    """Ids of a concept whose page reads otherwise than before, of one that was removed, of one on the last level."""
    topic = Topic.objects.get(runs=run)
    named = {one.title: one for one in topic.concepts.all()}
    last = next(str(one.pk) for one in named.values() if one.depth == 3)
    rewritten(named["Stomata"])
    for wanted in (
        Rename(str(named["Gas exchange"].pk), LONG[:300].strip()),
        Remove(str(named["Water loss"].pk)),
        Merge(str(named["Rubisco"].pk), str(named["Calvin cycle"].pk)),
        Rename(str(named["Calvin cycle"].pk), "دورة كالفن"),
    ):
        edited(topic, wanted)
    return {"concept": str(named["Stomata"].pk), "gone": str(named["Water loss"].pk), "last": last}


def edited(topic: Topic, wanted: Edit) -> None:
    actions.edit_tree(topic.owner, topic.slug, wanted, seen=history.seen(topic))


def rewritten(of: Concept) -> PageVersion:
    """Its page read otherwise until yesterday; the topic's owner read it two days ago."""
    page = Page.objects.get(concept=of)
    now, columns = timezone.now(), ("level", "language", "writer", "disagreements")
    before: list[dict[str, Any]] = [dict(section) for section in page.sections]
    before[0] = before[0] | {"sentences": [_other(before[0]["sentences"][0]), *before[0]["sentences"][1:-1]]}
    version = PageVersion.objects.create(
        concept=of,
        sections=before,
        written_at=now - timedelta(days=9),
        **{name: getattr(page, name) for name in columns},
    )
    PageVersion.objects.filter(pk=version.pk).update(replaced_at=now - timedelta(days=1))
    actions.visit(of.topic.owner, of.pk, now - timedelta(days=2))
    return version


def _other(sentence: dict[str, Any]) -> dict[str, Any]:
    return sentence | {"text": "Stomata are openings that are found on leaves and stems."}
