"""Captions as YouTube hands them out (srv1 to srv3, json3), and TTML. https://www.w3.org/TR/ttml2/

YouTube documents none of its forms; what is said of them here was seen in its answers.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree
from lxml.etree import _Element

from sapere.readers.cues import LONGEST, Cue, timing_of
from sapere.research.errors import Unreadable

_ENTITIES = re.compile(r"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_NUMBER = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)(ms|s)?")


def from_xml(text: str) -> Iterator[Cue]:
    """The cues of ``<transcript>``, ``<timedtext>`` or ``<tt>``. A document type is refused: it may hold bombs."""
    if _ENTITIES.search(text):
        raise Unreadable("Captions of this form never declare entities; these do, so they are not read.")
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, huge_tree=False, recover=True
    )
    try:
        root: _Element | None = etree.fromstring(text.lstrip().encode("utf-8", "ignore"), parser=parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable("The captions are damaged: they are no XML.") from error
    if root is None:  # what the parser could not mend at all
        return
    for element in root.iter("{*}text", "{*}p"):
        start, end = _extent(element)
        if start is not None:
            yield Cue(start, end, tuple("".join(_words(element)).split("\n")))


def from_json(text: str) -> Iterator[Cue]:
    """The cues of json3: events of words, each event with its time in milliseconds."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable("The captions are damaged: they are no JSON.") from error
    events = told.get("events") if isinstance(told, Mapping) else None
    for event in events if isinstance(events, list) else ():
        start = _milliseconds(event.get("tStartMs", 0)) if isinstance(event, Mapping) else None
        if start is not None:
            length = _milliseconds(event.get("dDurationMs"))
            words = "".join(_segments(event.get("segs")))
            yield Cue(start, None if length is None else start + length, tuple(words.split("\n")))


def _extent(element: _Element) -> tuple[float | None, float | None]:
    """Start and end in seconds: ``start``/``dur`` in seconds, ``t``/``d`` in milliseconds, or TTML's own."""
    if "begin" in element.attrib:
        found = timing_of(f"{element.get('begin')} --> {element.get('end', '')}")
        return found or (_count(element.get("begin", "")), _count(element.get("end", "")))
    if "t" in element.attrib:
        start, length = _count(f"{element.get('t')}ms"), _count(f"{element.get('d', '')}ms")
    else:
        start, length = _count(element.get("start", "")), _count(element.get("dur", ""))
    return start, None if start is None or length is None else start + length


def _count(text: str) -> float | None:
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        return None
    return min(float(found.group(1)) / (1000 if found.group(2) == "ms" else 1), LONGEST)


def _words(element: _Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield (
            "\n"
            if isinstance(child.tag, str) and etree.QName(child).localname == "br"
            else "".join(_words(child))
        )
        yield child.tail or ""


def _milliseconds(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return min(max(value / 1000, 0.0), LONGEST)


def _segments(segments: Any) -> Iterator[str]:
    for segment in segments if isinstance(segments, list) else ():
        words = segment.get("utf8") if isinstance(segment, Mapping) else None
        if isinstance(words, str):
            yield words
