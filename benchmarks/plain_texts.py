"""Real texts as plain sentences: our guide, Python's reference and, where they are at hand, articles and a textbook."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from pydoc_data.topics import topics
from typing import Any

from benchmarks.textbook import ASTRONOMY
from sapere.kit.sentences import sentences
from sapere.kit.text import normalise, squeeze

GUIDE = Path(__file__).resolve().parents[1] / "docs/guide/learning"
FRESHWIKI = ASTRONOMY.parent / "freshwiki/freshwiki_25.jsonl"
FEWEST, MOST = 7, 40  # words of a sentence that is taken


@dataclass(frozen=True, slots=True)
class Text:
    name: str
    body: str  # a paragraph a line
    said: tuple[str, ...]  # its plain sentences, in order


def texts() -> list[Text]:
    """In an order that no tuning has a say in: by name."""
    found = [
        *_guide(), *_reference(), *(_wiki() if FRESHWIKI.is_file() else ()), *(_book() if ASTRONOMY.is_dir() else ()),
    ]  # fmt: skip
    made = [_text(name, body) for name, body in found]
    return sorted((text for text in made if len(text.said) >= 8), key=lambda text: text.name)


def _guide() -> Iterator[tuple[str, str]]:
    for path in sorted(GUIDE.glob("*.md")):
        blocks = path.read_text(encoding="utf-8").split("\n\n")
        yield f"guide/{path.stem}", "\n".join(squeeze(block.lstrip("# ")) for block in blocks)


def _reference() -> Iterator[tuple[str, str]]:
    for name, body in sorted(topics.items()):
        yield f"python/{name}", "\n".join(squeeze(block) for block in str(body).split("\n\n"))


def _wiki() -> Iterator[tuple[str, str]]:
    for line in FRESHWIKI.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        yield f"wiki/{article['title']}", "\n".join([article["summary"], *_sections(article["content"])])


def _sections(tree: Any) -> Iterator[str]:
    for section in tree if isinstance(tree, list) else [tree]:
        yield str(section["section_title"])
        yield " ".join(one["sentence"] for one in section["section_content"])
        yield from _sections(section["subsections"])


def _book() -> Iterator[tuple[str, str]]:
    for path in sorted(ASTRONOMY.rglob("*.cnxml")):
        raw = path.read_text(encoding="utf-8")
        paragraphs = re.findall(r"<para\b[^>]*>(.*?)</para>", raw, re.DOTALL)
        yield f"book/{path.stem}", "\n".join(squeeze(re.sub(r"<[^>]+>", "", one)) for one in paragraphs)


_PLAIN = re.compile(r"[A-Z][^\n*`_|\[\]{}=<>\\@:;]{30,300}\.")


def _text(name: str, body: str) -> Text:
    body = normalise(body)
    found = (body[start:end] for start, end in sentences(body, "en"))
    said = (one for one in found if _PLAIN.fullmatch(one) and FEWEST <= len(one.split()) <= MOST)
    return Text(name, body, tuple(dict.fromkeys(said)))
