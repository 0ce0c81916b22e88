"""Topics that are there to be looked at."""

from __future__ import annotations

import uuid

from sapere.topics.models import Topic
from sapere.topics.storage import writes


@writes
def show_as_example(topic_id: uuid.UUID | str) -> None:
    """From now on anyone here may read the topic. Showing one twice changes nothing."""
    Topic.objects.filter(pk=topic_id).update(visibility=Topic.Visibility.EXAMPLE)
