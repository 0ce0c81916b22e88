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
from sapere.topics.actions.library import forget_documents, remove_root
from sapere.topics.actions.opening import open_library_run, open_topic, retry
from sapere.topics.actions.running import (
    adopt,
    attempt,
    beat,
    claim_dead,
    finish,
    forget_worker,
    give_back,
    heartbeat,
    park,
    progress,
    request_stop,
    take,
    take_over,
    tell,
    tell_all,
)
from sapere.topics.actions.spending import reserve, settle
from sapere.topics.actions.uploads import erase_unfinished, erase_unused, keep_upload

__all__ = [
    "LibraryEntry",
    "adopt",
    "attempt",
    "beat",
    "claim_dead",
    "erase_unfinished",
    "erase_unused",
    "finish",
    "forget_documents",
    "forget_worker",
    "give_back",
    "heartbeat",
    "keep_brief",
    "keep_harvest",
    "keep_library_items",
    "keep_page",
    "keep_snapshot",
    "keep_tree",
    "keep_upload",
    "open_library_run",
    "open_topic",
    "park",
    "progress",
    "remove_root",
    "request_stop",
    "reserve",
    "retry",
    "settle",
    "take",
    "take_over",
    "tell",
    "tell_all",
]
