"""Files of a topic that are made beside, in every state in which one can see them."""

from __future__ import annotations

from sapere.kit.ids import bytes_hash
from sapere.research.ports import Store
from sapere.topics import actions
from sapere.topics.actions.exporting import Made, keep_export, open_export, put_exported
from sapere.topics.models import Run, Topic


def leaving(topic: Topic, store: Store) -> None:
    """One that is made, one that failed, one that is gathered, one that is written, one that waits."""
    body = b"A book of many pages."
    for form, state in (
        ("epub", Run.State.DONE),
        ("pdf", Run.State.FAILED),
        ("docx", ""),
        ("archive", ""),
        ("pptx", None),
    ):
        run = open_export(topic.owner, topic, form)
        if state is None:
            continue
        generation = actions.take(run.pk, "worker")
        done = {"docx": 40, "archive": 60}.get(form, 60)
        actions.tell(run.pk, "stage", {"stage": "write", "count": done, "of": 60}, generation=generation)
        if state == Run.State.DONE:
            put_exported(store, run, bytes_hash(body), body)
            keep_export(run, Made(f"{topic.slug}.epub", "application/epub+zip", bytes_hash(body), 1_234_567))
        if state:
            actions.finish(
                run.pk, state, "Pandoc could not write the file." if state == Run.State.FAILED else ""
            )
