"""The tree's three levels, before they become concepts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from sapere.kit.tokens import tokens
from sapere.research.growing.aboutness import core, is_central, on_topic_itself, sections_about
from sapere.research.growing.ground import Ground
from sapere.research.growing.groups import PAGES_A_CHAPTER, PARTS_A_CONCEPT, attached, grouped, how_many
from sapere.research.growing.key_terms import FEWEST, key_terms
from sapere.research.growing.kinship import Matrix, by_links, by_order, by_rank, by_titles, similarity
from sapere.research.growing.names import head
from sapere.research.growing.parts import Part
from sapere.research.growing.works import chapters
from sapere.research.shapes import Depth, Passage

LINKS_WEIGH = 0.3
TITLES_WEIGH = 0.3
_ENOUGH_PARTS = 4
"""With fewer candidates than this, documents are opened."""
_A_BOOK = 12
"""Pages from which a whole library is taken for a book with chapters."""
_SUBSTANTIAL = 500
"""Characters that a section needs to be a concept of the third level."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """At most so many concepts on each level below its parent, and in all."""

    first: tuple[int, int]  # fewest and most
    second: int
    third: int
    total: int


SIZES = {
    Depth.QUICK: Sizes((3, 6), 3, 0, 24),
    Depth.STANDARD: Sizes((3, 8), 5, 3, 60),
    Depth.DEEP: Sizes((4, 8), 6, 5, 160),
}


@dataclass(slots=True)
class Branch:
    """A concept to be: its title, the passages that are its own, and what grows on it."""

    title: str
    title_words: frozenset[str]
    passages: list[Passage]
    branches: list[Branch] = field(default_factory=list)
    part: Part | None = None


def branches(ground: Ground, depth: Depth, *, whole: bool) -> tuple[list[Branch], list[Passage]]:
    """The first level with all that grows on it, in reading order, and the passages of the topic itself."""
    sizes = SIZES[depth]
    members = core(ground, whole=whole)
    own = on_topic_itself(members, ground, by_name_alone=whole)
    parts = _candidates(members, own, ground, whole=whole)
    root = [p for part in own for p in [*part.own, *_general(part)] or part.passages[:4]]
    named = sum(map(_is_named, parts))
    found = _from_terms(members, ground, sizes) if named < FEWEST else []
    if found or not parts or (not named and not _is_headed(members)):
        return found, root or [p for part in members for p in part.passages]
    first = _first_level(parts, members, ground, sizes, whole=whole)
    return _within(first, sizes.total), root


def _is_named(part: Part) -> bool:
    """Whether its title is more than the number that is a file's name."""
    return bool(part.title_words) and not part.title.replace("-", "").replace("_", "").isdigit()


def _is_headed(members: Sequence[Part]) -> bool:
    return any(not inner.general for part in members for inner in part.inner)


def _from_terms(members: Sequence[Part], ground: Ground, sizes: Sizes) -> list[Branch]:
    """What the sources speak of, where no heading of theirs names anything."""
    if _is_headed(members):
        return []
    passages = [p for part in members for p in part.passages]
    found = key_terms(passages, ground.documents, ground.subject.bare, sizes.first[1])
    return [Branch(term.name, term.words, list(term.passages)) for term in found]


def _candidates(members: Sequence[Part], own: Sequence[Part], ground: Ground, *, whole: bool) -> list[Part]:
    """Whole documents, or of those that only touch on the topic the sections that are about it; where that is
    little, the largest are opened and their sections take their place."""
    parts = [inner for part in own for inner in part.inner if not inner.general]
    for part in members:
        if part not in own:
            parts += [part] if whole or is_central(part, ground) else sections_about(part, ground)
    while len(parts) < _ENOUGH_PARTS:
        openable = [part for part in parts if len(part.inner) >= 2 and part.level == 0]
        if not openable:
            break
        largest = max(openable, key=lambda part: (len(part.inner), part.size))
        at = parts.index(largest)
        parts[at : at + 1] = largest.inner
    return parts


def _general(part: Part) -> list[Passage]:
    """What stands in its introduction, overview and the like: it is about the whole."""
    return [p for inner in part.inner if inner.general for p in inner.passages]


def _first_level(
    parts: list[Part], members: list[Part], ground: Ground, sizes: Sizes, *, whole: bool
) -> list[Branch]:
    documents = [ground.document(part) for part in parts]
    words = [ground.words_of(part) for part in parts]
    similar = similarity(words)
    ordered, order = by_order(parts, documents, similar)
    kin = by_rank(similar) + ordered + LINKS_WEIGH * by_links(parts, documents)
    kin = kin + TITLES_WEIGH * by_titles(parts, words)
    keys, titles = chapters(parts, documents)
    labels = (
        attached(keys, kin)
        if any(keys)
        else grouped(kin, how_many(len(parts), _each(len(parts), whole=whole), *sizes.first))
    )
    place = {at: position for position, at in enumerate(order)}
    found = []
    for label in sorted(set(labels)):
        chosen = sorted((at for at, other in enumerate(labels) if other == label), key=place.__getitem__)
        named = next((titles.get(keys[at], "") for at in chosen if keys[at]), "")
        named = named or _opened([parts[at] for at in chosen], members)
        branch = _grown(chosen, parts, similar, kin, named, ground, sizes)
        found.append((float(np.mean([place[at] for at in chosen])), branch))
    return [branch for _, branch in sorted(found, key=lambda pair: pair[0])]


def _each(count: int, *, whole: bool) -> float:
    """Parts to a concept: a large library is a book with chapters, a small one a handful of essays."""
    return PAGES_A_CHAPTER if whole and count > _A_BOOK else PARTS_A_CONCEPT


def _opened(chosen: Sequence[Part], documents: Sequence[Part]) -> str:
    """The title of the document whose sections most of these are, where they are most of its sections."""
    for document in documents:
        inside = sum(1 for part in chosen if part.level and part.source.id == document.source.id)
        if len(chosen) > 1 and inside >= 0.6 * len(chosen) and inside >= 0.6 * len(document.inner):
            return document.title
    return ""


def _grown(
    members: list[int],
    parts: list[Part],
    similar: Matrix,
    kin: Matrix,
    named: str,
    ground: Ground,
    sizes: Sizes,
) -> Branch:
    """One first-level branch: named by its work or by its head, with the other members on it."""
    first = head(members, parts, similar, ground)
    rest = [at for at in members if at != first]
    if named:
        words = frozenset(tokens(named, parts[first].source.language))
        branch = Branch(named, words, [])
        rest = members
    else:
        branch = Branch(
            parts[first].title, parts[first].title_words, list(parts[first].own), part=parts[first]
        )
    general = [at for at in rest if parts[at].general]
    branch.passages += [p for at in general for p in parts[at].passages]
    rest = [at for at in rest if at not in general]
    inner = [] if named else list(parts[first].inner)
    branch.branches = _second_level([parts[at] for at in rest], inner, kin, rest, branch, sizes)
    if not branch.passages:
        branch.passages = [p for at in members for p in parts[at].passages[:2]]
    return branch


def _second_level(
    others: list[Part], inner: list[Part], kin: Matrix, at: list[int], branch: Branch, sizes: Sizes
) -> list[Branch]:
    """The group's other members, and the head's own sections; what is too many hangs on its next of kin."""
    heads, hanging = _chosen(others, kin, at, sizes.second)
    room = max(0, sizes.second - len(heads))
    sections = _largest([part for part in inner if not part.general], room)
    branch.passages += [p for part in inner if part not in sections for p in part.passages]
    found = []
    for part in [*sections, *heads]:
        twig = Branch(part.title, part.title_words, list(part.own), part=part)
        followers = hanging.get(id(part), [])
        thirds = _largest(
            [*followers, *(p for p in part.inner if not p.general and p.size >= _SUBSTANTIAL)],
            max(sizes.third, len(followers)),
        )
        twig.branches = [Branch(p.title, p.title_words, list(p.passages), part=p) for p in thirds]
        twig.passages += [p for one in part.inner if one not in thirds for p in one.passages]
        if not twig.passages:
            twig.passages = [p for one in thirds for p in one.passages[:1]]
        found.append(twig)
    return found


def _chosen(
    others: list[Part], kin: Matrix, at: list[int], most: int
) -> tuple[list[Part], dict[int, list[Part]]]:
    """At most ``most`` parts that cover the others best; each of the others under the one it is most akin to."""
    if len(others) <= most + 2:
        return others, {}
    block = kin[np.ix_(at, at)] + np.eye(len(at))
    heads: list[int] = []
    covered = np.zeros(len(at))
    for _ in range(most):
        gains = [
            float(np.maximum(covered, block[i]).sum()) if i not in heads else -1.0 for i in range(len(at))
        ]
        heads.append(int(np.argmax(gains)))
        covered = np.maximum(covered, block[heads[-1]])
    hanging: dict[int, list[Part]] = {}
    for i in range(len(at)):
        if i not in heads:
            nearest = max(heads, key=lambda h: float(block[h, i]))
            hanging.setdefault(id(others[nearest]), []).append(others[i])
    return [others[i] for i in sorted(heads)], hanging


def _largest(parts: list[Part], most: int) -> list[Part]:
    """The ``most`` largest, in their own order."""
    kept = sorted(range(len(parts)), key=lambda at: -parts[at].size)[:most]
    return [parts[at] for at in sorted(kept)]


def passages_of(found: Sequence[Branch]) -> list[Passage]:
    """All passages that branches rest on."""
    return [p for one in found for p in [*one.passages, *passages_of(one.branches)]]


def _within(found: list[Branch], total: int) -> list[Branch]:
    """Third-level concepts give way, the smallest first, until the whole tree has its size."""
    count = sum(1 + len(one.branches) + sum(len(two.branches) for two in one.branches) for one in found)
    thirds = [
        (len(three.passages), one, two, three)
        for one in found
        for two in one.branches
        for three in two.branches
    ]
    for _, _, two, three in sorted(thirds, key=lambda item: item[0])[: max(0, count - total)]:
        two.branches.remove(three)
        two.passages += three.passages
    return found
