"""Which of the sources are about the topic, and which only mention it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urldefrag, urljoin

from sapere.kit.tokens import tokens
from sapere.research.boilerplate import is_boilerplate
from sapere.research.growing.ground import Ground
from sapere.research.growing.parts import Part

LEAST = 0.05
CENTRAL = 0.5
"""Share of its passages that name the topic, from which a whole document is about it."""
ABOUT = 0.4
"""The same for one section of a document that is about something else."""
_OF_THE_BEST = 0.3
_FEWEST = 3


def core(ground: Ground, *, whole: bool) -> list[Part]:
    """The sources that the tree is grown from, in the agents' order. Never empty where ``ground`` is not."""
    parts = _teaching([part for part in ground.parts if part.passages and not is_boilerplate(part.title)])
    if whole or not ground.subject.stems:
        return parts or list(ground.parts)
    above = {urldefrag(part.source.url).url for part in on_topic_itself(parts, ground)}
    degree = {
        part.source.id: 1.0 if _up(part, ground) in above else aboutness(part, ground) for part in parts
    }
    best = max(degree.values(), default=0.0)
    chosen = [part for part in parts if degree[part.source.id] >= max(LEAST, _OF_THE_BEST * best)]
    return chosen or parts[:_FEWEST] or list(ground.parts[:_FEWEST])


def _teaching(parts: list[Part]) -> list[Part]:
    """Those whose titles and headings name things rather than what somebody asks, shows or has measured.

    Questions and sheets of facts support concepts and never make one where there is another kind; films and the
    mere abstracts of papers make concepts only where there is little else.
    """
    written = [part for part in parts if part.source.kind not in ("discussion", "facts")] or parts
    laid_out = [
        part
        for part in written
        if part.source.kind != "video" and (part.inner or part.source.kind != "paper")
    ]
    return laid_out if len(laid_out) >= _FEWEST else written


def aboutness(part: Part, ground: Ground) -> float:
    """0 to 1: its title names the subject, or that share of its passages speaks of it."""
    if ground.subject.named_by(part.title):
        return 1.0
    naming = sum(ground.naming.get(passage.id, 0.0) for passage in part.passages)
    return naming / max(3, len(part.passages))


def is_central(part: Part, ground: Ground) -> bool:
    """Whether the document as a whole is about the topic, so that all its sections belong to it."""
    naming = {urldefrag(p.source.url).url for p in on_topic_itself(ground.parts, ground)}
    return not ground.subject.stems or _up(part, ground) in naming or aboutness(part, ground) >= CENTRAL


def sections_about(part: Part, ground: Ground) -> list[Part]:
    """The highest sections that are about the topic themselves."""
    found = []
    for inner in part.inner:
        found += [inner] if aboutness(inner, ground) >= ABOUT else sections_about(inner, ground)
    return found


def _up(part: Part, ground: Ground) -> str:
    """The address of the page that this one names as the one above it; empty where it names none."""
    target = next((link.target for link in ground.document(part).links if link.rel == "up"), "")
    return urldefrag(urljoin(part.source.url, target)).url if target else ""


def on_topic_itself(parts: Sequence[Part], ground: Ground, *, by_name_alone: bool = False) -> list[Part]:
    """Documents that treat the topic as a whole, rather than a side of it: they feed the root.

    ``by_name_alone``: only those that are called just what the topic is called.
    """
    subject = ground.subject
    naming = [part for part in parts if subject.named_by(part.title)]
    exact = [part for part in naming if subject.stems in _names(part) or subject.bare in _names(part)]
    if exact or by_name_alone:
        return exact
    foremost = [part for part in naming if ground.rank[part.source.id] <= max(3, len(parts) // 4)]
    closest = min(foremost, key=lambda p: (len(p.title_words), ground.rank[p.source.id]), default=None)
    return [] if closest is None else [closest]


def _names(part: Part) -> list[frozenset[str]]:
    """The title and, where it has the form "name — what it is" or "name: what it is", its two halves."""
    halves = re.split(r"\s+[—–-]\s+|:\s+", part.title)
    return [frozenset(tokens(half, part.source.language)) for half in dict.fromkeys([part.title, *halves])]
