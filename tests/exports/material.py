"""Topics as plain values: a small one with everything in it, a hostile one, a large one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sapere.kit.ids import stable_id

Value = dict[str, Any]
EVIL = (
    "<script>alert(1)</script><img src=http://evil.test/x onerror=alert(1)> {{7*7}} ${x} [a](http://evil.test) "
    '![p](http://evil.test/p.png) \\input{/etc/passwd} \\write18{id} #read("/etc/passwd") $x$ `c` @key *b* _i_ '
    "[sound:http://evil.test/a.mp3] [latex]x[/latex] \\(\\href{javascript:alert(1)}{x}\\) &lt; &amp; --- ]]> } { % ~ ^ | \" '"
)


def citation(quote: str, source: str = "book", start: int = 3, **more: Any) -> Value:
    return {
        "source": stable_id("source", source),
        "quote": quote,
        "start": start,
        "end": start + len(quote),
        **more,
    }


def sentence(
    text: str, kind: str = "prose", state: str = "quoted", cited: Sequence[Value] | None = None
) -> Value:
    return {
        "text": text,
        "kind": kind,
        "state": state,
        "citations": [citation(text)] if cited is None else list(cited),
    }


def source(name: str, title: str, **more: Any) -> Value:
    told = {
        "id": stable_id("source", name), "url": f"https://example.org/{name}", "title": title, "agent": "library",
        "kind": "page", "author": "", "published": "", "licence": "", "retrieved_at": "2026-11-22T10:00:00Z",
        "sha256": "0" * 64, "agents": ["library"], "also_at": [],
        "quality": {"score": 0.5, "kind": 0.5, "agreement": 0.5, "completeness": 0.5, "readability": 0.5},
    }  # fmt: skip
    return told | more


def concept(number: int, title: str, parent: int | None = None, depth: int = 0) -> Value:
    return {
        "id": stable_id("concept", number), "parent": None if parent is None else stable_id("concept", parent),
        "depth": depth, "position": number, "title": title, "question": f"What is {title}?", "summary": "",
        "prerequisites": [],
    }  # fmt: skip


def page(
    number: int, *sections: tuple[str, Sequence[Value]], writer: str = "extractive", **more: Any
) -> Value:
    told = [{"heading": heading, "sentences": list(sentences)} for heading, sentences in sections]
    return {
        "concept": stable_id("concept", number), "level": "new", "sections": told, "disagreements": [],
        "writer": writer, "prompt": "", "fallback": "", "dropped": 0, **more,
    }  # fmt: skip


def topic(
    title: str,
    concepts: Sequence[Value],
    pages: Sequence[Value],
    sources: Sequence[Value],
    language: str = "en",
) -> Value:
    return {
        "schema": "sapere.topic/1",
        "topic": {"slug": "a-topic", "title": title, "language": language, "definition": "", "mode": "extractive"},
        "agents": [], "sources": list(sources), "concepts": list(concepts), "pages": list(pages),
        "cost": {"usd": 0, "calls": 0, "input_tokens": 0, "output_tokens": 0},
        "timings": {"first_page_s": None, "total_s": None, "stages": {}},
    }  # fmt: skip


def tides() -> Value:
    """Every kind of sentence, every state, a disagreement, a page of a book, a second of a film, a page to come."""
    film = citation(
        "At noon the water turns.",
        "film",
        40,
        place={"kind": "second", "value": 195, "address": "https://example.org/film?t=195"},
    )
    paged = citation(
        "The moon pulls the sea.", "book", 90, place={"kind": "page", "value": 12, "address": ""}
    )
    first = page(
        1,
        (
            "",
            [
                sentence("Tides are the rise and fall of the sea."),
                sentence("Twice a day the water comes back."),
            ],
        ),
        (
            "How it is reckoned",
            [
                sentence(r"The pull falls as \(r^{3}\) grows."),
                sentence(r"F = \frac{2 G M r}{d^{3}}", "formula"),
                sentence("Body | Pull\nMoon | 2.2\nSun | 1.0", "table"),
                sentence("def pull(mass):\n    return mass ** 2  # never negative", "code"),
                sentence("Spring tides at new moon", "list"),
                sentence("Neap tides at half moon", "list"),
                sentence("This was made up.", state="unsupported", cited=[]),
            ],
        ),
    )
    second = page(
        2,
        (
            "",
            [
                sentence("The moon draws the water up.", state="supported", cited=[paged]),
                sentence("So high water follows the moon.", state="inferred", cited=[paged, film]),
            ],
        ),
        writer="openai:some-model",
        disagreements=[
            {
                "subject": "Height of the tide at the bay",
                "kind": "number",
                "sides": [
                    {"value": "16.3 metres", "citation": citation("It rises 16.3 metres.", "book", 200)},
                    {"value": "15.8 metres", "citation": citation("It rises 15.8 metres.", "film", 300)},
                ],
            }
        ],
    )  # fmt: skip
    concepts = [concept(1, "Tides"), concept(2, "The moon's pull", 1, 1), concept(3, "Tidal mills", 2, 2)]
    sources = [
        source("book", "The Book of Tides", kind="book", author="Ann Shore; Ben Wave", published="2019-05", licence="CC BY 4.0"),
        source("film", "Water in motion", kind="video"),
        source("unused", "Currents & coasts", kind="paper", author="Müller, Jörg", published="in 1998"),
    ]  # fmt: skip
    return topic("Tides", concepts, [first, second], sources)


def hostile(evil: str = EVIL) -> Value:
    """The same words in every field that a stranger fills."""
    cited = citation(evil, evil)
    told = [sentence(evil, kind, cited=[cited]) for kind in ("prose", "list", "code", "formula", "table")]
    rows = sentence(f"{evil.replace('|', '')} | b\n{evil.replace('|', '')} | =1+1", "table", cited=[cited])
    disputed = {"subject": evil, "kind": "claim", "sides": [{"value": evil, "citation": cited}] * 2}
    written = page(1, (evil, [*told, rows]), writer=evil, disagreements=[disputed])
    source_of = source(evil, evil, url=evil, author=evil, published=evil, licence=evil, kind=evil)
    one = concept(1, evil) | {"question": evil, "summary": evil}
    return topic(evil, [one], [written], [source_of | {"url": f"javascript:{evil}"}])


def in_script(language: str, title: str, words: str) -> Value:
    told = page(1, ("", [sentence(words), sentence("A few words of English stand beside it.")]))
    return topic(title, [concept(1, title)], [told], [source("book", title)], language)


def large(concepts: int) -> Value:
    """Five sentences a concept, in three levels."""
    every = [concept(0, "Everything")]
    for number in range(1, concepts):
        parent, depth = (0, 1) if number % 10 == 1 else (number - (number - 1) % 10, 2)
        every.append(concept(number, f"Concept number {number}", parent, depth))
    pages = [page(number, ("", _five(number))) for number in range(concepts)]
    return topic(
        "Everything", every, pages, [source("book", "The book of everything"), source("film", "A film")]
    )


def _five(number: int) -> list[Value]:
    words = f"Concept {number} is told here in a sentence of about as many words as sentences have in books"
    return [
        sentence(
            f"{words}, part {part}.", cited=[citation(f"{words}, part {part}.", start=number * 9999 + part)]
        )
        for part in range(5)
    ]


def texts(told: Mapping[str, Any]) -> list[str]:
    """Every sentence that has evidence."""
    return [
        one["text"] for page in told["pages"] for section in page["sections"] for one in section["sentences"]
        if one["state"] != "unsupported"
    ]  # fmt: skip
