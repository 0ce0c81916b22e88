"""A modest, honest language model: reads what it is given, and says it in slightly other words.

Always the same answer to the same prompt. What it writes is about ``tokens`` long (four characters each, the quotes it
rests on counted in), a quarter more or less by what it is about.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from itertools import pairwise, zip_longest

from tests.fakes.reworded import joined, reworded
from tests.fakes.told import Source, asked_of, job_of, sources_of

TOKENS = 200
BREADTH = 0.25
LONG = 120  # characters of a sentence that is left for last
FEWEST = 3  # sentences of a page
_WORD = re.compile(r"\w{3,}")
_NUMBERED = re.compile(r"\W{0,2}(\d+)\W{1,2}\s*(.+)")
_CANDIDATE = re.compile(r"^(\d+) < \d+ \| ([^|\n]*)", re.MULTILINE)
_IDLE = re.compile(
    r"(?:references|see also|further reading|external links|contents|index|notes)\b", re.IGNORECASE
)


def author(instructions: str, material: str, *, tokens: int = TOKENS) -> str:
    """The whole answer."""
    job = job_of(instructions)
    jobs = {"define": defined, "grow": grown, "mend": mended}
    return jobs.get(job, partial(written, tokens=tokens))(material)


def written(material: str, tokens: int = TOKENS) -> str:
    """Sentences with their quotes, a line of JSON each, until they are long enough."""
    left = 4 * tokens * (1 - BREADTH + 2 * BREADTH * share_of(material))
    under: dict[str, list[str]] = {}
    shown = False
    for source, statement in _chosen(sources_of(material), _words(" ".join(asked_of(material)))):
        line = said(reworded(statement), (source.number, statement))
        if left < len(line) / 2 and sum(map(len, under.values())) >= FEWEST:
            break
        left -= len(line)
        section = under.setdefault(source.heading if under else "", [])
        section.append(line)
        if source.shows and not shown:
            section.append(json.dumps({"show": source.number}))
            shown = True
    return "\n".join(_laid_out(under))


def _laid_out(under: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for heading, lines in under.items():
        if heading:
            yield json.dumps({"h": heading}, ensure_ascii=False)
        yield from _paired(lines)


def said(text: str, *rests_on: Sequence[int | str]) -> str:
    """One sentence as a line of the answer."""
    return json.dumps({"t": text, "c": [list(one) for one in rests_on]}, ensure_ascii=False)


def share_of(text: str) -> float:
    """0 to 1, by what the text is."""
    return int(sha256(text.encode()).hexdigest()[:8], 16) / 16**8


def _chosen(sources: Sequence[Source], about: set[str]) -> Iterator[tuple[Source, str]]:
    """The statements nearest to what is asked, a document after the other, so that none speaks alone."""
    by_title: dict[str, list[tuple[Source, str]]] = {}
    for source in sources:
        own = by_title.setdefault(source.title, [])
        own += [(source, one) for one in source.statements if one not in {said for _, said in own}]
    for own in by_title.values():
        own.sort(key=lambda pair: (len(pair[1]) > LONG, -len(about & _words(pair[1]))))
    for turn in zip_longest(*by_title.values()):
        yield from (pair for pair in turn if pair is not None)
    if sources and not any(
        by_title.values()
    ):  # lists and code alone: the longest line is all there is to say
        yield sources[0], max(sources[0].sentences, key=len, default=sources[0].text)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower()))


def _paired(lines: Sequence[str]) -> list[str]:
    """Two short sentences that follow each other become one, now and then."""
    for at, (first, second) in enumerate(pairwise(lines)):
        one, two = json.loads(first), json.loads(second)
        if "t" in one and "t" in two and len(one["t"] + two["t"]) < 180 and share_of(first) < 0.5:
            both = said(joined(one["t"], two["t"]), *one["c"], *two["c"])
            return [*lines[:at], both, *lines[at + 2 :]]
    return list(lines)


def mended(material: str) -> str:
    """Each sentence that failed as the plain words of the source that it is nearest to; those near none are left."""
    statements = [(source.number, one) for source in sources_of(material) for one in source.statements]
    lines = []
    for number, failed in _failed(material):
        words = _words(failed)
        near = max(statements, key=lambda pair: len(words & _words(pair[1])), default=None)
        if near and 2 * len(words & _words(near[1])) >= len(words):
            lines.append(json.dumps({"n": number, "t": near[1], "c": [list(near)]}, ensure_ascii=False))
    return "\n".join(lines)


def _failed(material: str) -> Iterator[tuple[int, str]]:
    for line in asked_of(material):
        if numbered := _NUMBERED.match(line):
            yield int(numbered[1]), numbered[2]


def defined(material: str) -> str:
    """The topic under its own name, without what is asked of it behind a colon."""
    topic = sources_of(material)[0].text.partition(":")[0]
    title = topic[:1].upper() + topic[1:]
    return json.dumps(
        {"title": title, "queries": {"academic": [f"{topic} review"]}},
        ensure_ascii=False,
    )


def grown(material: str) -> str:
    """What stands in every book is dropped, and a title that is a sentence is made short."""
    found = [(int(n), title.strip()) for n, title in _CANDIDATE.findall(material)]
    drop = [number for number, title in found if _IDLE.match(title)]
    rename = [
        [number, short]
        for number, title in found
        if (short := title.partition(": ")[0]) != title and len(title) > 40
    ]
    return json.dumps({"drop": drop, "rename": rename}, ensure_ascii=False)
