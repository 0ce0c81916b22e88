"""Fills a house for a browser test, in a process of its own: ``python -m tests.journeys.seeding WHAT [ARGUMENT]``."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sapere.settings")
django.setup()

from django.core.management import call_command  # noqa: E402

from sapere import settings, wiring  # noqa: E402
from sapere.accounts.actions import house_person, local_person  # noqa: E402
from sapere.topics import actions, queries  # noqa: E402
from sapere.topics.actions import LibraryEntry  # noqa: E402
from sapere.topics.models import Concept, Run, Snapshot, Topic, Usage  # noqa: E402
from tests.doubles import asked as asking  # noqa: E402
from tests.doubles import (  # noqa: E402
    authored,
    leaving,
    poisoned,
    strings,
    tending,
)
from tests.doubles import coded as coding  # noqa: E402
from tests.doubles import jotted as jotting  # noqa: E402
from tests.doubles.seeded import seed, write_rest  # noqa: E402
from tests.doubles.wooded import wooded  # noqa: E402

STORE = wiring.build_store(settings.current())


def tables() -> None:
    call_command("migrate", verbosity=0)


def finished(topic: str) -> str:
    return str(seed(local_person(), STORE, topic=topic).pk)


def example(topic: str) -> str:
    return str(_as_example(seed(local_person(), STORE, topic=topic)).pk)


def forest(topic: str, concepts: str) -> str:
    """A finished topic with so many concepts."""
    return str(wooded(local_person(), int(concepts), topic).pk)


def lent(topic: str) -> str:
    """An example of the house's."""
    return str(_as_example(seed(house_person(), STORE, topic=topic)).pk)


def _as_example(run: Run) -> Run:
    Topic.objects.filter(runs=run).update(visibility="example")
    return run


def shared(topic: str, *links: str) -> str:
    """A link to the topic of that slug, which is read with a document of its owner's own in it; and one for each label."""
    mine = queries.topic(local_person(), topic)
    first = queries.sources(mine)[0]
    mine.sources.filter(pk=first.pk).update(url="file:///home/ada/leaf.txt", agent="library")
    for label in links:
        actions.revoke(mine.owner, actions.share_topic(mine.owner, mine, actions.Terms(label)).share.pk)
        actions.note_opening(actions.share_topic(mine.owner, mine, actions.Terms(label, 7)).share)
    return actions.share_topic(mine.owner, mine).token


def half(topic: str) -> str:
    """A run that has its first page and goes on; gives its id."""
    run = seed(local_person(), STORE, finished=False, topic=topic)
    actions.take(run.pk, "worker")
    return str(run.pk)


def by_model(topic: str) -> str:
    """A finished topic with pages that a model wrote."""
    return str(authored.authored(local_person(), STORE, topic).pk)


def drafts(topic: str) -> str:
    """A run whose pages are all quoted and wait for a model; gives its id."""
    return str(authored.drafted(local_person(), STORE, topic).pk)


def write_on(run_id: str, sentences: str) -> None:
    """The model has said so many sentences of one page."""
    authored.begin_writing(_pen(run_id), int(sentences))


def written(run_id: str) -> None:
    """The page that a model was writing is whole."""
    authored.end_writing(_pen(run_id))


def out_of_money(run_id: str) -> None:
    """The run has spent what it may, and was stopped."""
    spent = {"usd": 0.4968, "calls": 14, "input_tokens": 31_204, "output_tokens": 4_310, "of_usd": 0.5}
    actions.tell(run_id, "cost", spent)
    actions.tell(run_id, "note", {"text": "80 % of the run's budget of $0.50 is spent."})
    why = "The run's budget of $0.50 is used up: $0.50 of it is spent, and the next call may cost $0.01."
    actions.finish(
        run_id, "stopped", f"{why} Raise it and go on: nothing that was paid is asked again.", budget=True
    )


def hostile(topic: str) -> str:
    return str(poisoned.poisoned(local_person(), STORE, topic).pk)


def hostile_writing(topic: str) -> str:
    return str(poisoned.poisoning(local_person(), STORE, topic).pk)


def hostile_end(run_id: str) -> None:
    actions.finish(run_id, "stopped", poisoned.ALL, budget=True)


def spent(run_id: str) -> None:
    """Calls of several models in it, among them one that failed, one of unknown price, one without an end."""
    run = Run.objects.get(pk=run_id)
    owned = {"owner": run.owner, "topic": run.topic, "input_tokens": 22_400, "output_tokens": 3_100}
    made = [
        ("openai:gpt-5-mini", "write", "ok", 0.4212, 0),
        ("openai:gpt-5-mini", "grow", "ModelAway", 0.0011, 0),
        ("anthropic:claude-sonnet-4-5-with-a-rather-long-name", "answer", "ok", 1.02, 0),
        ("openai:a-model-of-ones-own", "write", "ok", None, 0),
        ("openai:gpt-5-mini", "write", "reserved", 0, 0.0031),
    ]
    for number, (model, job, outcome, usd, aside) in enumerate(made):
        how = {"key": str(number), "model": model, "job": job, "outcome": outcome, "reserved_usd": aside}
        Usage.objects.create(**owned, **how, usd=usd)


def _pen(run_id: str) -> authored.Pen:
    return authored.Pen.of(Run.objects.get(pk=run_id), STORE)


def asked(run_id: str) -> str:
    """Threads about the run's topic in every state; gives their ids by state, as JSON."""
    return json.dumps(asking.asked(_pen(run_id)))


def asked_hostile(run_id: str) -> str:
    """Threads in which every word is an attack; gives their ids, one a line."""
    return "\n".join(asking.spoiled(_pen(run_id), poisoned.ALL, poisoned.PAYLOADS))


def coded(topic: str) -> str:
    """A finished topic with code on a page; gives that concept's id."""
    return coding.coded(seed(local_person(), STORE, topic=topic))


def jotted(run_id: str) -> str:
    """What a reader leaves in the run's topic; gives the concept on whose page most of it stands."""
    return jotting.jotted(_pen(run_id))


def jotted_hostile(run_id: str) -> str:
    return jotting.spoiled(_pen(run_id), poisoned.ALL, [*poisoned.PAYLOADS, *strings.hostile()])


def tended(run_id: str) -> str:
    """A tree changed by hand, and a page with a history; gives ids as JSON, see :mod:`tests.doubles.tending`."""
    return json.dumps(tending.tended(Run.objects.get(pk=run_id)))


def rewritten(run_id: str) -> str:
    """A page that read otherwise until yesterday; gives its concept."""
    of = Concept.objects.get(topic__runs__pk=run_id, title="Stomata")
    tending.rewritten(of)
    return str(of.pk)


def library(root: str) -> None:
    """A folder of documents, one of them unread, and a page of the web that could not be had."""
    read = [
        LibraryEntry(
            f"file://{root}/{n}.txt",
            root,
            "1",
            snapshot=Snapshot(sha256=f"{n:064}", title=f"Chapter {n}", language="en", characters=900),
        )
        for n in range(1, 4)
    ]
    scan = LibraryEntry(f"file://{root}/scan.pdf", root, "1", "It holds pictures and no text.")
    page = "https://example.org/a-page-with-a-rather-long-address/that-does-not-end-soon"
    gone = LibraryEntry(page, page, "", "example.org has no such page any more (404).")
    actions.keep_library_items(local_person(), [*read, scan, gone])


def go_on(run_id: str) -> str:
    """Two more pages; gives the number of the last event."""
    run = Run.objects.get(pk=run_id)
    assert run.topic
    told = {e.payload["concept"] for e in queries.events_after(run) if e.kind == "page"}
    growing = [c for c in queries.concepts(run.topic) if str(c.pk) not in told][:2]
    for concept in growing:
        event = actions.tell(run.pk, "page", {"concept": str(concept.pk), "sentences": 3, "first": False})
    return str(event.sequence)


def write(run_id: str) -> None:
    """All pages that are missing."""
    write_rest(Run.objects.get(pk=run_id), STORE)


def end(run_id: str) -> str:
    return str(actions.finish(run_id, "done").state)


def left(topic: str) -> None:
    """Files of the topic of that slug, made and being made."""
    leaving.leaving(queries.topic(local_person(), topic), STORE)


ACTIONS: dict[str, Callable[..., str | None]] = {
    "tables": tables,
    "finished": finished,
    "example": example,
    "forest": forest,
    "half": half,
    "lent": lent,
    "shared": shared,
    "by-model": by_model,
    "drafts": drafts,
    "write-on": write_on,
    "written": written,
    "out-of-money": out_of_money,
    "hostile": hostile,
    "hostile-writing": hostile_writing,
    "hostile-end": hostile_end,
    "asked": asked,
    "asked-hostile": asked_hostile,
    "coded": coded,
    "jotted": jotted,
    "jotted-hostile": jotted_hostile,
    "tended": tended,
    "rewritten": rewritten,
    "left": left,
    "library": library,
    "spent": spent,
    "go-on": go_on,
    "write": write,
    "end": end,
}

if __name__ == "__main__":
    sys.stdout.write(ACTIONS[sys.argv[1]](*sys.argv[2:]) or "")
