"""How long it takes to make sources of a thousand findings: ``python -m benchmarks.merging [FINDINGS]``.

The documents are in memory already, as they are when a run has just read them: pages put together of paragraphs of
Python's documentation, one in five of them a copy (same text, another frame, sentences dropped) of another.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Sequence
from pydoc_data.topics import topics
from typing import Any

from benchmarks.measuring import table
from sapere.research.index import keep, load
from sapere.research.merge import merge
from sapere.research.merging.duplicates import copies
from sapere.research.merging.sketches import sketch
from sapere.research.read import Reading
from sapere.research.shapes import AgentReport, AgentStatus, Document, Finding, Heading, Raw
from tests.doubles.store import MemoryStore

AGENTS = ("library", "general", "academic", "computational", "video", "social")
COPIED = 5  # one in so many
PARAGRAPHS = (6, 30)  # of a page


def main(findings: int = 1000) -> None:
    store = MemoryStore()
    readings = _readings(findings, store)
    reports = [AgentReport(name, AgentStatus.OK) for name in AGENTS]
    words = sum(len(load(store, r.snapshot)[0].text.split()) for r in readings)
    rows: list[tuple[str, float]] = []
    documents = _timed(rows, "loading the kept texts", lambda: [load(store, r.snapshot)[0] for r in readings])
    texts = {r.snapshot: d.text for r, d in zip(readings, documents, strict=True)}
    _timed(rows, "sketches", lambda: [sketch(text) for text in texts.values()])
    _timed(rows, "sketches and finding copies", lambda: copies(readings, texts))
    merged = _timed(rows, "all of merge", lambda: merge(readings, reports, store, "seed"))
    print(f"{findings:,} findings of {words:,} words gave {len(merged.harvest.sources):,} sources.")
    table("Merging", ("phase", "seconds"), rows)


def _timed(rows: list[tuple[str, float]], name: str, run: Callable[[], Any]) -> Any:
    """The best of three: what else this machine does is not what is measured."""
    taken, result = [], None
    for _ in range(3):
        began = time.perf_counter()
        result = run()
        taken.append(time.perf_counter() - began)
    rows.append((name, min(taken)))
    return result


def _readings(count: int, store: MemoryStore) -> list[Reading]:
    chance = random.Random(3)  # noqa: S311
    paragraphs = [p for text in topics.values() for p in str(text).split("\n\n") if len(p.split()) > 30]
    pages: list[list[str]] = []
    found: list[Reading] = []
    for at in range(count):
        copied = pages and at % COPIED == 0
        page = (
            _copied(chance.choice(pages), chance)
            if copied
            else chance.choices(paragraphs, k=chance.randint(*PARAGRAPHS))
        )
        pages.append(page)
        found.append(_kept(at, page, store))
    return found


def _copied(page: Sequence[str], chance: random.Random) -> list[str]:
    frame = ["Home News About Search"] * chance.randint(0, 3)
    return frame + [p for p in page if chance.random() > 0.05]


def _kept(at: int, page: Sequence[str], store: MemoryStore) -> Reading:
    text, headings = "", []
    for place, paragraph in enumerate(page):
        if place % 4 == 0:
            title = f"Part {place // 4} of {at}"
            headings.append(Heading(2, title, len(text), len(text)))
            text += title + "\n"
        text += paragraph + "\n"
    document = Document(text, f"Page {at}", "en", tuple(headings))
    keep(store, Raw(text.encode()), document)
    agent = AGENTS[at % len(AGENTS)]
    finding = Finding(agent, f"https://site{at}.example/page", f"Page {at}", "page")
    return Reading(finding, document.sha256, title=document.title, language="en", retrieved_at="2026-11-22")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
