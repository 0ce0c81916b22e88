"""Changes to a person's library that no run makes."""

from __future__ import annotations

from collections.abc import Iterable

from sapere.accounts.models import Person
from sapere.topics.models import LibraryItem
from sapere.topics.storage import writes

_BATCH = 500


@writes
def remove_root(owner: Person, root: str) -> int:
    """Forgets the documents that came with this root; returns how many. Topics keep what they cite."""
    removed, _ = LibraryItem.objects.filter(owner=owner, root=root).delete()
    return removed


@writes
def forget_documents(owner: Person, locators: Iterable[str]) -> None:
    """Documents that are no longer where they were."""
    gone = list(locators)
    for start in range(0, len(gone), _BATCH):
        LibraryItem.objects.filter(owner=owner, locator__in=gone[start : start + _BATCH]).delete()
