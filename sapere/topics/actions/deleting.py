"""A topic goes, with all that is of it."""

from __future__ import annotations

from sapere.accounts.models import Person
from sapere.research.errors import BadRequest
from sapere.topics import queries
from sapere.topics.actions.indexing import queue_erasing
from sapere.topics.models import ExportFile, Run, Topic
from sapere.topics.storage import writes


@writes
def delete_topic(owner: Person, topic: Topic) -> Run:
    """Deletes the topic with its tree, pages, sources, runs, links, and whatever anybody left in it. What was paid for it
    stays in the costs. The queued run that is given takes it out of the index, and erases those kept texts which no other
    topic and no library rests on.

    Raises ``Topic.DoesNotExist`` for somebody else's, ``BadRequest`` while something is done for it.
    """
    mine = Topic.objects.select_for_update(of=("self",)).get(pk=topic.pk, owner=owner)
    if mine.runs.filter(state__in=[Run.State.QUEUED, Run.State.RUNNING]).exists():
        raise BadRequest(
            "Something is still being done for this topic.", advice="Wait for its end, or stop it first."
        )
    texts = {*mine.sources.values_list("snapshot_id", flat=True), *queries.texts_read(mine.runs.all())}
    files = list(ExportFile.objects.filter(run__topic=mine).values_list("sha256", flat=True))
    topic_id = mine.pk
    mine.delete()
    return queue_erasing(owner, topic_id, sorted(texts), files)
