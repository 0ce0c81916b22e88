"""What each page of a topic quotes: counted once for each page as it was written, and kept while it stays so.

A topic of 200 pages holds megabytes of sentences; what a list of sources, a map or a hint at related concepts needs of
them are some numbers. A page that was written anew has another time of writing and is counted again.
"""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import UUIDField

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


_NEWEST = """SELECT p.concept_id, p.id, p.written_at FROM topics_page p
    WHERE p.concept_id IN (SELECT id FROM topics_concept WHERE topic_id = %s) ORDER BY p.written_at"""


@dataclass(frozen=True, slots=True)
class Ledger:
    """``by_concept`` has the account of each concept's newest page; ``name`` is another when any page is."""

    name: str
    by_concept: Mapping[uuid.UUID, Account]


_ledgers: Lately[Ledger] = Lately(room=20_000)


def ledger(of: Topic) -> Ledger:
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST, [UUIDField().get_db_prep_value(of.pk, connection)])
        rows = [tuple(row) for row in cursor.fetchall()]
    name = hashlib.sha256(repr(rows).encode()).hexdigest()
    return _ledgers.get(name, lambda: Ledger(name, _by_concept(rows)), weight=len(rows))


def accounts(of: Topic) -> Mapping[uuid.UUID, Account]:
    """Concept id to the account of its newest page, for all that have one."""
    return ledger(of).by_concept


def _by_concept(rows: Iterable[tuple[Any, ...]]) -> dict[uuid.UUID, Account]:
    newest = {concept: (page, str(written)) for concept, page, written in rows}
    known = _known(newest.values())
    return {_id(concept): known[name] for concept, name in newest.items() if name in known}


def quoting(of: Topic, source_id: str) -> list[Page]:
    """The newest pages of those that quote the source, whole."""
    ids = [one.page for one in accounts(of).values() if source_id in one.quotes]
    return list(Page.objects.filter(pk__in=ids))


def used(of: Topic) -> Counter[str]:
    """Source id to how many pages quote it."""
    return Counter(source for one in accounts(of).values() for source in one.quotes)


def _known(names: Iterable[tuple[int, str]]) -> dict[tuple[int, str], Account]:
    """By page and time of writing."""
    found: dict[tuple[int, str], Account] = {}
    missing: dict[int, str] = {}
    for name in names:
        account = _accounts.peek(name)
        if account is None:
            missing[name[0]] = name[1]
        else:
            found[name] = account
    for page in Page.objects.filter(pk__in=missing).iterator(chunk_size=200) if missing else ():
        name = page.pk, missing[page.pk]
        found[name] = _accounts.get(name, lambda page=page: _account(page))  # type: ignore[misc]
    return found


@lru_cache(maxsize=20_000)
def _id(value: str | uuid.UUID) -> uuid.UUID:
    """SQLite keeps an id as its digits."""
    return value if isinstance(value, uuid.UUID) else uuid.UUID(value)


def _account(page: Page) -> Account:
    shown = [one for section in page.sections for one in section["sentences"] if _is_shown(one)]
    quotes = Counter(citation["source"] for one in shown for citation in one["citations"])
    hard = lix(one["text"] for one in shown if one.get("kind", "prose") in _READ)
    return Account(page.pk, len(shown), dict(quotes), len(page.disagreements), hard)


def _is_shown(sentence: dict[str, Any]) -> bool:
    """Whether it has evidence and passed the check."""
    return bool(sentence["citations"]) and sentence["state"] != SentenceState.UNSUPPORTED
