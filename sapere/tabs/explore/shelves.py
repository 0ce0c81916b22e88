"""Where the kept texts of sources come from."""

from __future__ import annotations

from sapere import settings, wiring
from sapere.research import index
from sapere.research.errors import StorageError
from sapere.research.shapes import Document
from sapere.topics.models import Source


def document_of(source: Source) -> Document:
    """The kept text with its structure. Raises ``StorageError`` when it is no longer there."""
    try:
        return index.load(wiring.build_store(settings.current()), source.snapshot_id)[0]
    except KeyError:
        raise _gone(source) from None


def _gone(source: Source) -> StorageError:
    return StorageError(
        f"The kept text of “{source.title}” is no longer in the data folder.",
        advice="Restore the folder from a backup, or research the topic again.",
    )
