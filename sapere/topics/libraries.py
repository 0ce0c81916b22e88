"""A person's library as it stands in the records: documents, uploads, and what runs over it go on. Scoped to whose it is,
as :mod:`sapere.topics.queries` is."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, Min, Q, QuerySet, Sum

from sapere.accounts.models import Person
from sapere.agents.library.uploads import sha256_of
from sapere.topics.models import LibraryItem, Run, Upload


def library(viewer: Person) -> QuerySet[LibraryItem]:
    """The viewer's own documents, by where they lie."""
    return LibraryItem.objects.filter(owner=viewer).select_related("snapshot").order_by("root", "locator")


def library_roots(viewer: Person) -> list[dict[str, object]]:
    """What was added: ``root``, and of its documents the number ``read`` and ``unread``."""
    counted = (
        LibraryItem.objects.filter(owner=viewer)
        .values("root")
        .annotate(
            read=Count("id", filter=Q(state=LibraryItem.State.READ)),
            unread=Count("id", filter=Q(state=LibraryItem.State.UNREAD)),
        )
        .order_by("root")
    )
    return [dict(row) for row in counted]


def documents(viewer: Person, root_added: str) -> QuerySet[LibraryItem]:
    """The viewer's documents under one root: what could not be read first, then by where they lie."""
    mine = LibraryItem.objects.filter(owner=viewer, root=root_added).select_related("snapshot")
    return mine.order_by("-state", "locator")


def root_details(viewer: Person) -> dict[str, dict[str, Any]]:
    """Root to ``read``, ``unread``, ``characters``, ``since`` (when its first document came) and ``languages``
    of all that the viewer added, the newest first."""
    mine = LibraryItem.objects.filter(owner=viewer)
    counted = mine.values("root").annotate(
        read=Count("id", filter=Q(state=LibraryItem.State.READ)),
        unread=Count("id", filter=Q(state=LibraryItem.State.UNREAD)),
        characters=Sum("snapshot__characters"),
        since=Min("added_at"),
    )
    spoken = mine.filter(snapshot__isnull=False).exclude(snapshot__language="").order_by("snapshot__language")
    languages: dict[str, list[str]] = defaultdict(list)
    for root_added, language in spoken.values_list("root", "snapshot__language").distinct():
        languages[root_added].append(language)
    rows = counted.order_by("-since", "root")
    return {row["root"]: {**row, "languages": languages[row["root"]]} for row in rows}


def uploads(viewer: Person) -> QuerySet[Upload]:
    """What the viewer uploaded, newest first."""
    return Upload.objects.filter(owner=viewer).order_by("-added_at", "name")


def upload(viewer: Person, upload_id: uuid.UUID | str) -> Upload:
    """Raises ``Upload.DoesNotExist``; for somebody else's too."""
    return Upload.objects.get(pk=upload_id, owner=viewer)


def upload_name(owner: Person, root_added: str) -> str:
    """What the upload that this root stands for is called; empty when the owner has none such."""
    names = Upload.objects.filter(owner=owner, sha256=sha256_of(root_added)).values_list("name", flat=True)
    return names.first() or ""


def root_names(owner: Person, roots: Iterable[str]) -> list[str]:
    """The roots as the owner knows them: an upload by its name, a file by its path, anything else as it is."""
    return [upload_name(owner, one) or one.removeprefix("file://") for one in roots]


def uploaded_bytes(owner: Person) -> int:
    """How much all that the person uploaded takes."""
    return Upload.objects.filter(owner=owner).aggregate(Sum("size"))["size__sum"] or 0


def library_runs(owner: Person) -> QuerySet[Run]:
    """The owner's runs over their library that have not come to their end, the first asked first."""
    unfinished = Run.objects.filter(
        owner=owner, kind=Run.Kind.LIBRARY, state__in=[Run.State.QUEUED, Run.State.RUNNING]
    )
    return unfinished.order_by("created_at")


def places_of(owner: Person, texts: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Of these kept texts those that are in the person's library, each with the locator and the root of the
    last document that has it."""
    alike = LibraryItem.objects.filter(owner=owner, snapshot__in=texts).order_by("added_at")
    return {
        str(sha256): (locator, root_added)
        for sha256, locator, root_added in alike.values_list("snapshot_id", "locator", "root")
    }


def fingerprints(owner: Person, root_added: str) -> dict[str, str]:
    """Locator to fingerprint of all that is known of a root, so that only what changed is read again."""
    known = LibraryItem.objects.filter(owner=owner, root=root_added)
    return dict(known.values_list("locator", "fingerprint"))


def library_snapshots(owner: Person, root_added: str) -> dict[str, str]:
    """Locator to the name of the kept text, of all under a root that could be read."""
    known = LibraryItem.objects.filter(owner=owner, root=root_added, snapshot__isnull=False)
    return {locator: str(sha256) for locator, sha256 in known.values_list("locator", "snapshot_id")}


def in_library(owner: Person, sha256: str) -> bool:
    """Whether any document of the person's library has this text."""
    return LibraryItem.objects.filter(owner=owner, snapshot_id=sha256).exists()


def library_owners() -> list[str]:
    """The keys of all who have documents with a kept text."""
    people = Person.objects.filter(library__snapshot__isnull=False).distinct()
    return [str(key) for key in people.order_by("pk").values_list("key", flat=True)]


def kept_documents(owner_key: str) -> list[tuple[str, str, str]]:
    """Locator, root and name of the kept text of all in the library of whoever has this key, as they came."""
    mine = LibraryItem.objects.filter(owner__key=owner_key, snapshot__isnull=False)
    return list(mine.order_by("added_at", "locator").values_list("locator", "root", "snapshot_id"))
