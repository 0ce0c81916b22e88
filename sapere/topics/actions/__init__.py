"""Every write to the topics' records: one verb each, one short transaction each."""

from sapere.topics.actions.keeping import (
    LibraryEntry,
    keep_brief,
    keep_harvest,
    keep_library_items,
    keep_page,
    keep_snapshot,
    keep_tree,
)
from sapere.topics.actions.library import remove_root
from sapere.topics.actions.opening import open_library_run, open_topic, retry
from sapere.topics.actions.running import (
    finish,
    heartbeat,
    park,
    request_stop,
    take,
    take_over,
    tell,
)

__all__ = [
    "LibraryEntry",
    "finish",
    "heartbeat",
    "keep_brief",
    "keep_harvest",
    "keep_library_items",
    "keep_page",
    "keep_snapshot",
    "keep_tree",
    "open_library_run",
    "open_topic",
    "park",
    "remove_root",
    "request_stop",
    "retry",
    "take",
    "take_over",
    "tell",
]
