"""A run in a process and a folder of its own: ``python -m tests.research.alike FOLDER SEED`` prints what came
of it as JSON, with places in documents where the engine has ids."""

from __future__ import annotations

import json
import sys
from itertools import islice
from pathlib import Path
from typing import Any

from sapere.agents.library.agent import LibraryAgent
from sapere.agents.library.roots import documents_under
from sapere.kit.clock import SystemClock
from sapere.providers.store.folder import FolderStore
from sapere.providers.vectors.edge import EdgeIndex
from sapere.readers import Readers
from sapere.research.alone import MemoryJournal, Researched, Silence, research
from sapere.research.collect import collect
from sapere.research.engine import Engine
from sapere.research.ports import Scope
from sapere.research.shapes import Order

ROOT = "python:"
DOCUMENTS = 24


def main(folder: str, seed: str) -> None:
    store, library = FolderStore(Path(folder) / "store"), Scope(f"owner-{seed}")
    index = EdgeIndex(Path(folder) / "index", room=0)
    with Readers() as reader:
        some = islice(documents_under(ROOT), DOCUMENTS)
        for _ in collect(
            some,
            reader=reader,
            store=store,
            index=index,
            scope=library,
            root=ROOT,
            known={},
            listener=Silence(),
        ):
            pass
        engine = Engine(
            agents=(LibraryAgent(index, store, library),),
            reader=reader,
            store=store,
            index=index,
            journal=MemoryJournal(),
            listener=Silence(),
            clock=SystemClock(),
            scope=Scope(library.owner, seed),
        )
        orders = [
            Order("Classes", seed=seed, language="en"),
            Order("Python", seed=seed, language="en", whole_library=True),
        ]
        sys.stdout.write(json.dumps([_content(research(order, engine)) for order in orders]))
    index.close()


def _content(of: Researched) -> dict[str, Any]:
    merged, tree = of.prepared.merged, of.prepared.tree
    sources = {source.id: source.url for source in merged.harvest.sources}
    passages = {p.id: [sources[p.source], p.start, p.end] for p in merged.passages}
    places: dict[str, str] = {"": ""}
    for concept in tree.concepts:
        places[concept.id] = f"{places[concept.parent]}/{concept.position} {concept.title}"
    concepts = [
        [
            places[one.id],
            one.question,
            one.summary,
            [places[needed] for needed in one.prerequisites],
            [passages[name] for name in one.passages],
        ]
        for one in tree.concepts
    ]
    pages = [
        [
            places[page.concept],
            section.heading,
            [
                [s.text, *([sources[c.source], c.start, c.end] for c in s.citations)]
                for s in section.sentences
            ],
        ]
        for page in of.pages
        for section in page.sections
    ]
    return {"sources": list(sources.values()), "concepts": concepts, "pages": pages}


main(*sys.argv[1:])
