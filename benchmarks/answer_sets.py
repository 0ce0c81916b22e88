"""Questions with their answers and documents: our own over Python's reference, and the shared sets where they are."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from pydoc_data.topics import topics
from types import MappingProxyType
from typing import Any

SHARED = Path(__file__).resolve().parents[2] / "shared/data/qa"
OWN = Path(__file__).parent / "questions"


@dataclass(frozen=True, slots=True)
class Text:
    """``group`` is what it belongs to: where one text of a group is held out, all are."""

    name: str
    group: str
    body: str


@dataclass(frozen=True, slots=True)
class Asked:
    """``documents`` are all that answer it; none for a question that these texts do not answer."""

    id: str
    text: str
    answers: tuple[str, ...]
    documents: frozenset[str]


@dataclass(frozen=True, slots=True)
class AnswerSet:
    name: str
    texts: tuple[Text, ...]
    asked: tuple[Asked, ...]


def answer_sets(more: Iterable[Path] = ()) -> Iterator[AnswerSet]:
    """Ours, the shared ones that are there, and the files of the shape of SQuAD that are named, as one."""
    yield _python()
    for name, (place, read) in _SHARED.items():
        if (SHARED / place).exists():
            yield read(name, SHARED / place)
    if sets := [_squad(place.stem, place) for place in more]:
        yield _together(sets)


def skipped() -> list[str]:
    """Why each set that is not among them is not."""
    return [
        f"{name}: {SHARED / place} is not there."
        for name, (place, _) in _SHARED.items()
        if not (SHARED / place).exists()
    ]


def _python() -> AnswerSet:
    """A topic of Python's reference repeats others: every one that holds the middle of the right one is right."""
    texts = tuple(Text(f"{name}.rst", name, str(body)) for name, body in topics.items())
    rows = _lines(OWN / "python.jsonl")
    asked = tuple(
        Asked(row["id"], row["question"], tuple(row["answers"]), _twins(row["document"])) for row in rows
    )
    return AnswerSet("Python", texts, asked)


def _twins(name: str | None) -> frozenset[str]:
    if name is None:
        return frozenset()
    body = str(topics[name])
    middle = body[len(body) // 3 :][:200]
    return frozenset(f"{other}.rst" for other, text in topics.items() if middle in text)


def _together(sets: Sequence[AnswerSet]) -> AnswerSet:
    """A paragraph that stands in several is there once; where they have no titles, five in a row are an article."""
    names: dict[str, Text] = {}
    asked = []
    for one in sets:
        bodies = {text.name: text.body for text in one.texts}
        new = dict.fromkeys(body for body in bodies.values() if body not in names)
        groups = {text.body: text.group for text in one.texts}
        for at, body in enumerate(new):
            names[body] = Text(f"{len(names)}.md", groups[body] or f"{one.name} {at // 5}", body)
        for q in one.asked:
            places = frozenset(names[bodies[name]].name for name in q.documents)
            asked.append(Asked(f"{one.name}-{q.id}", q.text, q.answers, places))
    return AnswerSet("+".join(one.name for one in sets), tuple(names.values()), tuple(asked))


def _squad(name: str, place: Path) -> AnswerSet:
    texts: list[Text] = []
    asked: list[Asked] = []
    for article in json.loads(place.read_text(encoding="utf-8"))["data"]:
        title = article.get("title") or ""
        for paragraph in article["paragraphs"]:
            path = f"{len(texts)}.md"
            head = f"# {title}\n\n" if title else ""
            texts.append(Text(path, title, f"{head}{paragraph['context']}\n"))
            for one in paragraph["qas"]:
                question = re.sub(r"^[\s-]+|(?<=؟).*$", "", one["question"]).strip()
                answers = tuple(found["text"] for found in one["answers"])
                if re.search(r"\w", question):
                    asked.append(Asked(str(one["id"]), question, answers, frozenset({path})))
    return AnswerSet(name, tuple(texts), tuple(asked))


def _freshwiki(name: str, place: Path) -> AnswerSet:
    """The articles are shared; what is asked about them is ours."""
    texts = tuple(
        Text(f"{at}.md", article["title"], _article(article)) for at, article in enumerate(_lines(place))
    )
    named = {text.group: frozenset({text.name}) for text in texts}
    rows = _lines(OWN / "freshwiki.jsonl")
    asked = tuple(
        Asked(row["id"], row["question"], tuple(row["answers"]), named[row["document"]]) for row in rows
    )
    return AnswerSet(name, texts, asked)


def _article(article: Any) -> str:
    title = article["title"].replace("_", " ")
    return "\n\n".join([f"# {title}", article["summary"], *_sections(article["content"], 2)])


def _sections(tree: Any, level: int) -> Iterator[str]:
    for section in tree:
        yield f"{'#' * level} {section['section_title']}"
        yield " ".join(_ended(one["sentence"]) for one in section["section_content"])
        yield from _sections(section.get("subsections", ()), level + 1)


def _ended(sentence: str) -> str:
    """With the full stop that it was written with, and that the shared file leaves out."""
    return sentence if sentence.rstrip("\"'”’)").endswith((".", "!", "?", ":")) else f"{sentence}."


def _cranfield(name: str, folder: Path) -> AnswerSet:
    """Codes 1 to 4 are relevant. There are judgements only, no answers."""
    rows = [row for row in _lines(folder / "corpus.jsonl") if row["text"].strip()]
    texts = tuple(
        Text(f"{row['_id']}.md", row["_id"], f"# {row['title']}\n\n{row['text']}\n") for row in rows
    )
    relevant: dict[str, set[str]] = {}
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        query, document, code = line.split("\t")
        if int(code) > 0:
            relevant.setdefault(query, set()).add(f"{document}.md")
    asked = tuple(
        Asked(row["_id"], row["text"], (), frozenset(relevant[row["_id"]]))
        for row in _lines(folder / "queries.jsonl")
        if row["_id"] in relevant
    )
    return AnswerSet(name, texts, asked)


_SHARED: Mapping[str, tuple[str, Callable[[str, Path], AnswerSet]]] = MappingProxyType(
    {
        "FreshWiki": ("freshwiki/freshwiki_25.jsonl", _freshwiki),
        "ARCD": ("arcd-arabic/arcd-train.json", _squad),
        "CMRC": ("cmrc2018-chinese/cmrc2018_trial.json", _squad),
        "Cranfield": ("cranfield", _cranfield),
    }
)


def _lines(place: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in place.read_text(encoding="utf-8").splitlines()]
