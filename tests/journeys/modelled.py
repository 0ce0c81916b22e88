"""Research with a model in a process of its own, and all that came of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.cli.terminal import Terminal
from tests.fakes.openai import KEY, OpenAI
from tests.fakes.server import Server, serving

MODEL = "openai:gpt-fake"


@dataclass(frozen=True)
class Written:
    """A page's record. ``fallback`` says why its ``writer`` is not the model."""

    title: str
    writer: str
    fallback: str
    dropped: int


@dataclass(frozen=True)
class Modelled:
    """Where a model answers, and a learner who uses it."""

    terminal: Terminal
    server: Server

    @property
    def data(self) -> Path:
        return self.terminal.folder / "data"

    def research(self, topic: str, *options: str) -> Researched:
        """To its end, which has to be a good one; offline but for the model."""
        done = self.terminal.run(
            "research", topic, "--offline", "--model", MODEL, "--json", "out.json", "--with-text", *options
        )
        assert done.returncode == 0, done.stdout + done.stderr
        topic_json = json.loads((self.terminal.folder / "out.json").read_text(encoding="utf-8"))
        return Researched(topic_json, done.stdout, self.data)


@dataclass(frozen=True)
class Researched:
    topic: dict[str, Any]
    story: str
    data: Path

    @property
    def pages(self) -> list[Written]:
        return [
            Written(*row)
            for row in self.rows(
                "SELECT c.title, p.writer, p.fallback, p.dropped FROM topics_page p "
                "JOIN topics_concept c ON c.id = p.concept_id"
            )
        ]

    @property
    def sentences(self) -> list[dict[str, Any]]:
        return [
            sentence
            for page in self.topic["pages"]
            for section in page["sections"]
            for sentence in section["sentences"]
        ]

    @property
    def headings(self) -> list[str]:
        return [section["heading"] for page in self.topic["pages"] for section in page["sections"]]

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.data / "sapere.sqlite3")) as connection:
            return connection.execute(query).fetchall()


@contextmanager
def modelled(folder: Path, fake: OpenAI, *let_in: str, **settings: str) -> Iterator[Modelled]:
    """``let_in`` are other ``host:port`` pairs that are treated as public."""
    with serving(fake) as server:
        own: Mapping[str, str] = {
            "OPENAI_BASE_URL": f"{server.url}/v1",
            "OPENAI_API_KEY": KEY,
            "SAPERE_FETCH_ALLOW": ",".join([server.pair, *let_in]),
            "SAPERE_MODEL_PRICES": f"{MODEL}=0.15/0.60",
        }
        yield Modelled(Terminal(folder, {**own, **settings}), server)
