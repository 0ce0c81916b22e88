"""Everything that one person can have here, so that tests can knock at all of it in another's name."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from sapere.accounts.models import Person
from sapere.kit.ids import bytes_hash
from sapere.research.ports import Store
from sapere.research.replies import Answer
from sapere.tabs.library.shelf import key_of
from sapere.topics import actions, queries
from sapere.topics.actions import CardWords, Jotting, LibraryEntry, Question
from sapere.topics.actions.exporting import Made, keep_export, open_export, put_exported
from sapere.topics.actions.uploads import Received
from sapere.topics.models import Concept, Run, Snapshot, Topic
from tests.doubles.authored import PORES, Pen, authored

SECRET = "Quincunx"
"""A word that stands in everything of the owner's that is nobody else's business."""
NOTES = f"The {SECRET} of the leaf, as nobody else has it.".encode()


@dataclass(frozen=True, slots=True)
class Belongings:
    """``parts`` are what stands in addresses, by the name that the address has for it; ``<name>`` in another address is
    the same thing there."""

    owner: Person
    run: Run
    parts: Mapping[str, str] = field(default_factory=dict)

    @property
    def topic(self) -> Topic:
        assert self.run.topic is not None
        return self.run.topic


def belongings(owner: Person, store: Store, topic: str = "Guttation", *, library: bool = True) -> Belongings:
    """A finished topic with a thread; unless told otherwise a library. Whoever adds a kind of thing adds one of it here."""
    run = authored(owner, store, topic)
    pen = Pen.of(run, store)
    here = pen.concept("Stomata")
    answer = actions.open_thread(
        owner, pen.topic, Question(f"{SECRET}: what are stomata?", {"scope": "topic"}, here)
    )
    actions.keep_answer(answer.pk, Answer(SECRET, "en", (pen.quoted(PORES),)))
    assert answer.to_id
    parts = {
        "slug": pen.topic.slug,
        "concept_id": str(here.pk),
        "other_id": str(pen.concept("Rubisco").pk),
        "source_id": str(queries.sources(pen.topic)[0].pk),
        "run_id": str(run.pk),
        "thread_id": str(answer.thread_id),
        "message_id": str(answer.pk),
        "question_id": str(answer.to_id),
        "export_id": str(exported(owner, pen.topic, store).pk),
        **_left(owner, pen.topic, here),
    }
    return Belongings(owner, run, parts | (_library(owner, store) if library else {}))


def _left(owner: Person, topic: Topic, here: Concept) -> dict[str, str]:
    """A bookmark, a note, a card, and a link behind which all texts are read."""
    actions.bookmark(owner, here.pk)
    note = actions.write_note(owner, topic, Jotting(text=f"My {SECRET}.", concept=here))
    card = actions.keep_card(owner, topic, CardWords(SECRET, "A pattern of five.", concept=here))
    made = actions.share_topic(owner, topic, actions.Terms(SECRET, whole=True))
    ids = {"note_id": note.pk, "card_id": card.pk, "share_id": made.share.pk}
    return {name: str(pk) for name, pk in ids.items()} | {"token": made.token}


def exported(owner: Person, topic: Topic, store: Store) -> Run:
    """A file of the topic that was made beside."""
    run = open_export(owner, topic, "md")
    body = SECRET.encode()
    put_exported(store, run, bytes_hash(body), body)
    keep_export(run, Made(f"{SECRET}.md", "text/markdown", bytes_hash(body), len(body)))
    return actions.finish(run.pk, Run.State.DONE)


def _library(owner: Person, store: Store) -> dict[str, str]:
    root = f"/home/{SECRET}"
    snapshot = Snapshot(sha256="a" * 64, title=SECRET, language="en", characters=9)
    actions.keep_library_items(owner, [LibraryEntry(f"file://{root}/{SECRET}.txt", root, "1", "", snapshot)])
    received = Received(f"{SECRET}.txt", bytes_hash(NOTES), len(NOTES), NOTES, lambda: NOTES)
    upload = actions.keep_upload(owner, received, store)
    return {"upload_id": str(upload.pk), "key": key_of(root)}


def nothing() -> dict[str, str]:
    """Parts of addresses that were never anybody's: for every one that is not named here, a fresh id."""
    fresh: dict[str, str] = defaultdict(lambda: str(uuid.uuid4()))
    return fresh | {"slug": "nothing-of-that-name", "key": "0" * 16, "token": "A" * 43}
