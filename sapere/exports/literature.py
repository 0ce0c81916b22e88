"""The sources of a topic for reference managers: BibTeX, and CSL-JSON (https://citeproc-js.readthedocs.io)."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sapere.exports.book import Source
from sapere.exports.reading import book

_BIBTEX = {"paper": "article", "book": "book", "manual": "manual"}
_CSL = {
    "paper": "article-journal", "article": "article", "book": "book", "manual": "report", "video": "motion_picture",
    "discussion": "post", "reference": "entry-encyclopedia", "facts": "dataset",
}  # fmt: skip
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "$": r"\$", "&": r"\&", "#": r"\#",
    "%": r"\%", "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "<": r"\textless{}",
    ">": r"\textgreater{}", '"': r"\textquotedbl{}", "`": r"\`{}",
}  # fmt: skip
_BALANCED = {"{": r"\{", "}": r"\}"}
_DATE = re.compile(r"\b(1[0-9]{3}|20[0-9]{2})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?(?![0-9])")


def bibtex(topic: Mapping[str, Any]) -> str:
    """An entry for each source, in UTF-8; its key stays the same as long as author, year and title do."""
    sources = book(topic).sources
    keys = _keys(sources)
    return "\n".join(_entry(keys[one.id], one) for one in sources)


def csljson(topic: Mapping[str, Any]) -> str:
    told = book(topic)
    return json.dumps([_item(one) for one in told.sources], ensure_ascii=False, indent=2) + "\n"


def _entry(key: str, source: Source) -> str:
    lines = [f"  {name} = {{{value}}}," for name, value in _fields(source)]
    return "\n".join((f"@{_BIBTEX.get(source.kind, 'misc')}{{{key},", *lines, "}", ""))


def _fields(source: Source) -> Iterator[tuple[str, str]]:
    """Authors and titles in braces of their own: letters stay as large as they are, and "and" is no border."""
    yield "title", f"{{{_escaped(source.title)}}}"
    if source.author:
        yield "author", " and ".join(f"{{{_escaped(name)}}}" for name in _names(source.author))
    if found := _DATE.search(source.published):
        yield "year", found[1]
        if found[2]:
            yield "month", found[2]
    if source.address:
        yield "url", source.address
    yield "urldate", source.read[:10]
    if source.licence:
        yield "note", _escaped(f"Licence: {source.licence}")


def _escaped(text: str) -> str:
    """BibTeX counts braces even where TeX is told not to: only in pairs may they stand."""
    signs = _TEX | (_BALANCED if _paired(text) else {})
    words = "".join(signs.get(sign, sign) for sign in text.replace("-", "\0"))
    return words.replace("\0\0", "-{}-{}").replace("\0", "-")


def _paired(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


def _names(author: str) -> list[str]:
    """Several names where they are told apart without doubt; else one, as it is written."""
    if ";" in author:
        return [name for part in author.split(";") if (name := part.strip())]
    names = [part.strip() for part in author.split(",")]
    return names if all(" " in name for name in names) else [author]


def _keys(sources: Sequence[Source]) -> dict[str, str]:
    """``smith2019light``; a number after it where that is taken."""
    keys: dict[str, str] = {}
    taken: set[str] = set()
    for one in sources:
        key = _key(one)
        number = next(n for n in range(1, len(sources) + 2) if (key if n == 1 else f"{key}-{n}") not in taken)
        keys[one.id] = key if number == 1 else f"{key}-{number}"
        taken.add(keys[one.id])
    return keys


def _key(source: Source) -> str:
    names = _names(source.author) if source.author else []
    family = _latin(names[0].split(",")[0].split()[-1]) if names and names[0].split(",")[0].split() else ""
    year = _DATE.search(source.published)
    word = next((word for part in source.title.split() if len(word := _latin(part)) > 3), "")
    return f"{family}{year[1] if year else ''}{word}"[:40] or f"source-{source.id[:8]}"


def _latin(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]", "", plain)


def _item(source: Source) -> dict[str, Any]:
    found = {
        "id": source.id,
        "type": _CSL.get(source.kind, "webpage"),
        "title": source.title,
        "author": [{"literal": name} for name in _names(source.author)] if source.author else [],
        "issued": _date(source.published),
        "accessed": _date(source.read),
        "URL": source.address,
        "note": f"Licence: {source.licence}" if source.licence else "",
    }
    return {name: value for name, value in found.items() if value}


def _date(told: str) -> dict[str, Any]:
    found = _DATE.search(told)
    return {"date-parts": [[int(part) for part in found.groups() if part]]} if found else {}
