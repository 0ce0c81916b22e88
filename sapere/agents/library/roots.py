"""What a learner added to the library, by how it is written: a folder, a file, a web address, something uploaded,
or ``python:`` for the installed reference."""

from __future__ import annotations

from collections.abc import Iterator

from sapere.agents.library import addresses, files, python_reference, uploads
from sapere.agents.library.files import LARGEST
from sapere.agents.library.located import Located, Passed
from sapere.kit.http import HttpClient
from sapere.research.errors import BadLibrary
from sapere.research.ports import Store

__all__ = ["LARGEST", "Located", "Passed", "documents_under"]


def documents_under(
    root: str, *, http: HttpClient | None = None, store: Store | None = None, name: str = ""
) -> Iterator[Located | Passed]:
    """Everything under a root in a fixed order: what can be read, and what is passed by with its reason.

    Without ``http`` an address cannot be opened, without ``store`` an upload cannot; ``name`` is what the
    upload was called. Raises BadLibrary at once when the root is missing, cannot be entered or is of no use,
    and at the end when nothing under it could be taken.
    """
    text = root.strip()
    if not text or "\0" in text:
        raise BadLibrary("No folder or file was named.", advice="Name one, for example ~/Documents/biology.")
    if text == python_reference.ROOT:
        return python_reference.documents()
    if addresses.is_address(text):
        return iter((addresses.document(text, http),))
    if uploads.sha256_of(text):
        return iter((uploads.document(text, store, name),))
    return files.documents(text)
