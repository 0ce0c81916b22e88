"""Sources and passages for the growing tests, made of marked-up text."""

from __future__ import annotations

from collections.abc import Mapping

from sapere.research.cut import cut
from sapere.research.growing.ground import Ground, ground
from sapere.research.index import keep
from sapere.research.merge import passages_of
from sapere.research.shapes import Document, Link, Quality, Raw, Source
from tests.doubles.engine import document
from tests.doubles.store import MemoryStore


def source(url: str, read: Document) -> Source:
    return Source(
        id=url, snapshot=read.sha256, url=url, title=read.title, agent="library", agents=("library",), kind="manual",
        language="en", author="", published="", licence="", retrieved_at="", quality=Quality(1, 1, 1, 1),
    )  # fmt: skip


def soil(texts: dict[str, str], topic: str, links: Mapping[str, tuple[Link, ...]] | None = None) -> Ground:
    store = MemoryStore()
    documents = {url: document(text, links=(links or {}).get(url, ())) for url, text in texts.items()}
    for read in documents.values():
        keep(store, Raw(read.text.encode()), read)
    sources = [source(url, read) for url, read in documents.items()]
    passages = [p for s in sources for p in passages_of(s, cut(documents[s.url]))]
    return ground(sources, passages, topic, "en", store)


def prose(about: str, sentences: int = 8) -> str:
    return " ".join(
        f"The {about} is described here in sentence number {n} of the text." for n in range(sentences)
    )
