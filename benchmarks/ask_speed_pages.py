"""A topic of so many passages, asked question after question through the room's view:
``python -m benchmarks.ask_speed_pages PASSAGES QUESTIONS``, in an empty data folder. Prints JSON: the parts' names, and of
each question the milliseconds of each, on the clock and of this process."""

from __future__ import annotations

import json
import random
import sys
import uuid
from collections.abc import Callable, Iterator
from itertools import islice
from time import perf_counter, process_time
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from benchmarks.plain_texts import texts  # noqa: E402
from sapere import settings, wiring  # noqa: E402
from sapere.accounts.actions import local_person  # noqa: E402
from sapere.research import answer as engine  # noqa: E402
from sapere.research.index import index_source, keep  # noqa: E402
from sapere.research.ports import Scope, Vectors  # noqa: E402
from sapere.research.shapes import Document, Order, Quality, Raw, Source, encode  # noqa: E402
from sapere.topics import actions, lending  # noqa: E402
from sapere.topics.models import Run, Snapshot, Topic  # noqa: E402
from sapere.topics.models import Source as Row  # noqa: E402
from sapere.topics.shelves import Place, finder  # noqa: E402
from sapere.topics.talks import Message  # noqa: E402

PARAGRAPHS = 40  # of a source
SENTENCES = (3, 7)  # of a paragraph


def sentences() -> Iterator[str]:
    """Real ones without an end, each time in another order."""
    said = [sentence for text in texts() for sentence in text.said]
    luck = random.Random(7)  # noqa: S311 - the same texts each time
    while True:
        luck.shuffle(said)
        yield from said


def grown(passages: int) -> tuple[Topic, Vectors]:
    """A finished topic of the local person with sources of so many passages in all, every one in the index."""
    owner, store = local_person(), wiring.build_store(settings.current())
    run = actions.open_topic(owner, Order("Everything", language="en"))
    topic = run.topic
    if topic is None:
        raise SystemExit("no topic was opened")
    index, said = wiring.build_index(settings.current()), sentences()
    scope, there = Scope(str(owner.key), str(topic.pk)), 0
    luck, number = random.Random(8), 0  # noqa: S311 - the same texts each time
    while there < passages:
        number += 1
        paragraphs = (" ".join(islice(said, luck.randint(*SENTENCES))) for _ in range(PARAGRAPHS))
        document = Document("\n\n".join(paragraphs), f"Collected sentences, part {number}", "en")
        kept = keep(
            store, Raw(document.text.encode(), "text/plain", locator=f"file:///{number}.txt"), document
        )
        snapshot = Snapshot.objects.create(
            sha256=kept.sha256, title=document.title, language="en", characters=len(document.text)
        )
        source = Source(
            id=str(uuid.uuid4()), snapshot=kept.sha256, url=f"file:///{number}.txt", title=document.title,
            agent="library", agents=("library",), kind="page", language="en", author="", published="", licence="",
            retrieved_at="2026-11-26T10:00:00Z", quality=Quality(0.8, 0.5, 1, 0.7, age=0.5),
        )  # fmt: skip
        Row.objects.create(
            id=source.id, topic=topic, snapshot=snapshot, number=number, url=source.url, title=source.title,
            agent="library", detail=encode(source),
        )  # fmt: skip
        there += index_source(store, index, scope, source)
    actions.finish(run.pk, Run.State.DONE)
    return topic, index


def questions(number: int) -> list[str]:
    """Each about a sentence that stands somewhere, in some of its words."""
    luck = random.Random(9)  # noqa: S311 - the same questions each time
    opens = ("What is known of", "Why is there", "When was", "How does one get", "Who was behind")
    return [
        f"{luck.choice(opens)} {' '.join(sentence.rstrip('.').split()[2:9])}?"
        for sentence in islice(sentences(), number)
    ]


def timed(work: Callable[[], Any]) -> tuple[Any, float, float]:
    clock, process = perf_counter(), process_time()
    done = work()
    return done, (perf_counter() - clock) * 1000, (process_time() - process) * 1000


def whole(question: str, topic: Topic, client: Client) -> tuple[float, float]:
    """From the question to its whole answer, through the view."""

    def ask() -> None:
        answer = client.post(
            f"/topics/{topic.slug}/ask", {"question": question}, headers={"host": "localhost"}
        )
        if answer.status_code != 302:
            raise SystemExit(f"the room answered with {answer.status_code}")

    _, *taken = timed(ask)
    if Message.objects.latest("at").state != "whole":
        raise SystemExit("the answer is not whole")
    return taken[0], taken[1]


def parts(question: str, topic: Topic) -> list[tuple[float, float]]:
    """Looked up, chosen, kept: each by itself."""
    with finder(Place(topic.owner, topic), settings.current()) as look_for:
        (found, language), *looked = timed(lambda: engine.look(look_for, question))
    said, *chosen = timed(lambda: engine.answer(question, found, language=language))
    waiting = actions.open_thread(topic.owner, topic, actions.Question(question, {"scope": "topic"}))
    _, *kept = timed(lambda: actions.keep_answer(waiting.pk, said))
    return [(looked[0], looked[1]), (chosen[0], chosen[1]), (kept[0], kept[1])]


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    mine, index = grown(int(sys.argv[1]))
    lending.lend(index)
    visitor, number = Client(), int(sys.argv[2])
    asked = questions(2 * number + 3)  # none twice: what was read for one question is not read again
    for one in asked[:3]:
        whole(one, mine, visitor)
    by_parts = [parts(one, mine) for one in asked[3 : 3 + number]]
    in_all = [whole(one, mine, visitor) for one in asked[3 + number :]]
    rows = [[*some, every] for some, every in zip(by_parts, in_all, strict=True)]
    there = index.count(Scope(str(mine.owner.key), str(mine.pk)))
    sys.stdout.write(json.dumps({"passages": there, "rows": rows}))
