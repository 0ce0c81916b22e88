"""Changes to a person's library that no run makes."""

from __future__ import annotations

from sapere.accounts.models import Person
from sapere.topics.models import LibraryItem
from sapere.topics.storage import writes


@writes
def remove_root(owner: Person, root: str) -> int:
    """Forgets the documents that came with this root; returns how many. Topics keep what they cite."""
    removed, _ = LibraryItem.objects.filter(owner=owner, root=root).delete()
    return removed
