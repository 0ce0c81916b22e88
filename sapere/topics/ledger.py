"""What each page of a topic quotes: counted once for each page as it was written, and kept while it stays so.

A topic of 200 pages holds megabytes of sentences; what a list of sources, a map or a hint at related concepts needs of
them are some numbers. A page that was written anew has another time of writing and is counted again.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sapere.kit.lately import Lately
from sapere.kit.readability import lix
from sapere.research.shapes import SentenceState
from sapere.topics.models import Page, Topic


@dataclass(frozen=True, slots=True)
class Account:
    """Of the sentences of a page that may be shown. ``quotes`` is source id to the number of citations of it;
    ``lix`` how hard it is to read (:func:`sapere.kit.readability.lix`)."""

    page: int
    sentences: int = 0
    quotes: Mapping[str, int] = field(default_factory=dict)
    disputes: int = 0
    lix: float | None = None


_READ = ("prose", "list")  # kinds of sentences that are read as words

_accounts: Lately[Account] = Lately(room=20_000)


def accounts(of: Topic) -> dict[uuid.UUID, Account]:
    """Concept id to the account of its newest page, for all that have one."""
    newest: dict[uuid.UUID, tuple[int, datetime]] = {}
    pages = Page.objects.filter(concept__topic=of).order_by("written_at")
    for concept, page, written in pages.values_list("concept_id", "pk", "written_at"):
        newest[concept] = page, written
    known = _known(newest.values())
    return {concept: known[name] for concept, name in newest.items() if name in known}


def quoting(of: Topic, source_id: str) -> list[Page]:
    """The newest pages of those that quote the source, whole."""
    ids = [one.page for one in accounts(of).values() if source_id in one.quotes]
    return list(Page.objects.filter(pk__in=ids))


def used(of: Topic) -> Counter[str]:
    """Source id to how many pages quote it."""
    return Counter(source for one in accounts(of).values() for source in one.quotes)


def _known(names: Iterable[tuple[int, datetime]]) -> dict[tuple[int, datetime], Account]:
    wanted = set(names)
    found = {name: one for name in wanted if (one := _accounts.peek(name)) is not None}
    missing = {name[0] for name in wanted - found.keys()}
    if missing:
        for page in Page.objects.filter(pk__in=missing).iterator(chunk_size=200):
            name = page.pk, page.written_at
            found[name] = _accounts.get(name, lambda page=page: _account(page))  # type: ignore[misc]
    return found


def _account(page: Page) -> Account:
    shown = [one for section in page.sections for one in section["sentences"] if _is_shown(one)]
    quotes = Counter(citation["source"] for one in shown for citation in one["citations"])
    hard = lix(one["text"] for one in shown if one.get("kind", "prose") in _READ)
    return Account(page.pk, len(shown), dict(quotes), len(page.disagreements), hard)


def _is_shown(sentence: dict[str, Any]) -> bool:
    """Whether it has evidence and passed the check."""
    return bool(sentence["citations"]) and sentence["state"] != SentenceState.UNSUPPORTED
