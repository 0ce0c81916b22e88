"""Changes to a person's library that no run makes."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from sapere.accounts.models import Person
from sapere.agents.library.uploads import sha256_of
from sapere.research.errors import BadRequest
from sapere.topics.libraries import library_runs
from sapere.topics.models import LibraryItem, Run, Upload
from sapere.topics.storage import writes

_BATCH = 500


@writes
def remove_root(owner: Person, root: str) -> Run:
    """Forgets at once the documents that came with this root, and the upload it stands for. The queued run that
    is given takes their passages out of the index, which only a worker has open, and erases what nobody uses.
    Topics keep what they cite. ``order["documents"]`` of the run is how many were forgotten.

    Raises ``BadRequest`` while the root is being read.
    """
    if any(root in run.order.get("roots", ()) for run in library_runs(owner)):
        raise BadRequest("It is just being read.", advice="Stop that first, or wait until it is done.")
    removed, _ = LibraryItem.objects.filter(owner=owner, root=root).delete()
    Upload.objects.filter(owner=owner, sha256=sha256_of(root)).delete()
    order: dict[str, Any] = {"roots": [], "removed": root, "documents": removed}
    return Run.objects.create(id=uuid.uuid4(), owner=owner, kind=Run.Kind.LIBRARY, order=order)


@writes
def forget_documents(owner: Person, locators: Iterable[str]) -> None:
    """Documents that are no longer where they were."""
    gone = list(locators)
    for start in range(0, len(gone), _BATCH):
        LibraryItem.objects.filter(owner=owner, locator__in=gone[start : start + _BATCH]).delete()
