"""What is in somebody's library, root by root, as it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any
from urllib.parse import unquote, urlsplit

from django.urls import reverse
from django.utils.translation import gettext as _

from sapere.accounts.models import Person
from sapere.agents.library.addresses import is_address
from sapere.agents.library.python_reference import ROOT as PYTHON
from sapere.agents.library.uploads import root_of, sha256_of
from sapere.kit.ids import content_hash
from sapere.topics import libraries
from sapere.topics.models import LibraryItem, Run, Upload
from sapere.web.templatetags.named import language_name

ICONS = {
    "upload": "file-text",
    "address": "globe",
    "reference": "square-library",
    "archive": "library-big",
    "folder": "folder",
    "file": "file-text",
}


@dataclass(frozen=True, slots=True)
class Root:
    """Something that was added. ``size`` is the bytes of an upload, ``characters`` those of all kept texts;
    ``why`` says of a single document why it could not be read; ``run_url`` leads to the run that reads it."""

    root: str
    name: str
    kind: str
    read: int = 0
    unread: int = 0
    characters: int = 0
    since: datetime | None = None
    languages: tuple[str, ...] = ()
    size: int | None = None
    why: str = ""
    run_url: str = ""
    original_url: str = ""

    @property
    def key(self) -> str:
        """Names it in an address."""
        return key_of(self.root)

    @property
    def icon(self) -> str:
        return ICONS[self.kind]

    @property
    def kind_name(self) -> str:
        return {
            "upload": _("File you sent"),
            "address": _("Page of the web"),
            "reference": _("Comes with Python"),
            "archive": _("ZIM archive"),
            "folder": _("Folder on this machine"),
            "file": _("File on this machine"),
        }[self.kind]

    @property
    def is_open(self) -> bool:
        """Whether there is more to see of it than stands in one line."""
        return self.read + self.unread > 1 or (self.read == 1 and not self.why)


def key_of(root: str) -> str:
    return content_hash(root)[:16]


def roots(owner: Person) -> list[Root]:
    """All that the owner added, the newest first; what was sent and never read stands above the rest."""
    details = libraries.root_details(owner)
    sent = {root_of(one.sha256): one for one in libraries.uploads(owner)}
    runs = {root: run for run in libraries.library_runs(owner) for root in run.order.get("roots", ())}
    whys = _whys(owner, [root for root, row in details.items() if row["read"] + row["unread"] == 1])
    unlisted = [root for root in (*runs, *sent) if root not in details]
    return [
        _root(root, details.get(root, {}), sent.get(root), runs.get(root), whys.get(root, ""))
        for root in (*dict.fromkeys(unlisted), *details)
    ]


def kind_of(root: str) -> str:
    """By how it is written; nothing on the disk is looked at."""
    if sha256_of(root):
        return "upload"
    if is_address(root):
        return "address"
    if root == PYTHON:
        return "reference"
    suffix = PurePath(urlsplit(root).path if root.startswith("file://") else root).suffix.lower()
    return "archive" if suffix == ".zim" else "file" if suffix else "folder"


def place(item: LibraryItem) -> str:
    """Where a document lies, as one would write it."""
    if sha256_of(item.locator.partition("/")[0]):
        return unquote(item.locator.partition("/")[2])
    return unquote(item.locator.removeprefix("file://"))


def _whys(owner: Person, alone: list[str]) -> dict[str, str]:
    """Of roots with a single document, why it could not be read."""
    found = libraries.library(owner).filter(root__in=alone, state=LibraryItem.State.UNREAD)
    return dict(found.values_list("root", "reason"))


def _root(root: str, row: Mapping[str, Any], sent: Upload | None, run: Run | None, why: str) -> Root:
    return Root(
        root=root,
        name=sent.name if sent else _shown(root),
        kind=kind_of(root),
        read=row.get("read", 0),
        unread=row.get("unread", 0),
        characters=row.get("characters") or 0,
        since=row.get("since") or (sent.added_at if sent else None),
        languages=tuple(language_name(code) for code in row.get("languages", ())),
        size=sent.size if sent else None,
        why=why,
        run_url=reverse("run:page", args=[run.pk]) if run else "",
        original_url=reverse("library:original", args=[sent.pk]) if sent else "",
    )


def _shown(root: str) -> str:
    if root == PYTHON:
        return _("Python's own reference")
    return root.removeprefix("file://")
