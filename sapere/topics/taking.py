"""Every reading of the files that a person had made of topics: theirs alone, of examples too.

What is not there and what is somebody else's raise the same ``DoesNotExist``.
"""

from __future__ import annotations

import uuid

from sapere.accounts.models import Person
from sapere.research.progress import Kind
from sapere.topics.models import ExportFile, Run, Topic

MOST = 20
"""Exports of a topic that are listed, the newest."""


def exports(viewer: Person, of: Topic) -> list[Run]:
    """The viewer's, the newest first, with their files where they are made."""
    mine = Run.objects.filter(owner=viewer, topic=of, kind=Run.Kind.EXPORT)
    return list(mine.select_related("file").order_by("-created_at")[:MOST])


def export(viewer: Person, run_id: uuid.UUID) -> Run:
    """Raises ``Run.DoesNotExist``."""
    return Run.objects.select_related("topic").get(pk=run_id, owner=viewer, kind=Run.Kind.EXPORT)


def export_file(viewer: Person, run_id: uuid.UUID) -> ExportFile:
    """Raises ``ExportFile.DoesNotExist``; of one that is not made yet too."""
    return ExportFile.objects.get(run=run_id, run__owner=viewer)


def far(of: Run) -> tuple[int, int]:
    """How many of how many pages are gathered; all, while the file is written; none of none before."""
    last = of.events.filter(kind=Kind.STAGE).order_by("-sequence").values_list("payload", flat=True).first()
    told = last or {}
    return int(told.get("count", 0)), int(told.get("of", 0))
