"""Files that come through the browser: a row for their owner, and their bytes in the store once for everybody."""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from django.db.models import Sum

from sapere.accounts.models import Person
from sapere.agents.library.files import LARGEST
from sapere.agents.library.kinds import media_type, no_text
from sapere.kit.text import normalise, squeeze
from sapere.research.cut import Span
from sapere.research.errors import BadLibrary
from sapere.research.index import keep_text
from sapere.research.ports import Store
from sapere.research.shapes import Document
from sapere.topics import queries
from sapere.topics.models import ExportFile, LibraryItem, Run, Snapshot, Source, Upload
from sapere.topics.storage import one_at_a_time, writes

BYTES_IN_ALL = 1_000_000_000
"""Of one person's uploads together."""
LONGEST_NAME = 120
"""Characters; percent-encoded it has to fit into a locator."""
_NAMELESS = "unnamed"
SHELF = "raw bytes in the store"
"""What :func:`one_at_a_time` calls whatever is put there or erased."""
_ARRIVING = "arriving"
"""Marks in the store the hashes of bytes that are being put there, until their upload's row is committed."""
_ARRIVING_TEXT = "arriving-text"
"""The same of kept texts, until their snapshot's row is committed."""


@dataclass(frozen=True, slots=True)
class Received:
    """A file as it came in: under the name that somebody gave it, with the hash of its ``size`` bytes."""

    name: str
    sha256: str
    size: int
    beginning: bytes  # the first 8,192 bytes tell whether there can be text in it
    body: Callable[[], bytes]


def check_upload(file: Received) -> None:
    """Raises BadLibrary for what cannot be read, before anything is kept."""
    if not file.size:
        raise BadLibrary("It is empty.")
    if file.size > LARGEST:
        raise BadLibrary(f"It is too large; at most {LARGEST / 1e6:.0f} MB are read.")
    if reason := no_text(file.beginning):
        raise BadLibrary(reason)


def keep_upload(owner: Person, file: Received, store: Store, *, room: int = BYTES_IN_ALL) -> Upload:
    """The owner's upload with these bytes, kept by their hash. The same bytes again: the upload that is there.

    ``room`` is the number of bytes that one person may have. Raises ``BadLibrary`` for what cannot be read or
    has no room, ``StorageError`` leaves when it cannot be saved; then nothing is kept. Who is killed in between
    leaves at most bytes that :func:`erase_unfinished` finds.
    """
    check_upload(file)
    kept = _keep(owner, file, store, room)
    store.remove(f"{_ARRIVING}/{file.sha256}")
    return kept


@writes
def _keep(owner: Person, file: Received, store: Store, room: int) -> Upload:
    Person.objects.select_for_update().get(pk=owner.pk)  # of two at the same moment the second sees the first
    one_at_a_time(SHELF)
    there = Upload.objects.filter(owner=owner, sha256=file.sha256).first()
    if there is None:
        used = Upload.objects.filter(owner=owner).aggregate(Sum("size"))["size__sum"] or 0
        if used + file.size > room:
            raise BadLibrary(
                f"There is no room for it: your uploads may have {room / 1e6:,.0f} MB together.",
                advice="Take something out of the library first.",
            )
        name = shown_name(file.name)
        there = Upload.objects.create(
            id=uuid.uuid4(),
            owner=owner,
            name=name,
            sha256=file.sha256,
            size=file.size,
            media_type=media_type(PurePath(name).suffix),
        )
    if not store.has(f"raw/{file.sha256}"):
        store.put(f"{_ARRIVING}/{file.sha256}", b"")
        store.put(f"raw/{file.sha256}", file.body())
    return there


@writes
def erase_unused(store: Store, texts: Iterable[str], bodies: Iterable[str] = ()) -> int:
    """Erases of these kept texts (with the bytes they were read from) and of these bytes whatever no library,
    no upload and no topic rests on, and no research has read that may go on; how many texts it was. What lies in the
    store is gone when this returns."""
    one_at_a_time(SHELF)
    wanted = list(texts)
    used = set(LibraryItem.objects.filter(snapshot__in=wanted).values_list("snapshot_id", flat=True))
    used |= set(Source.objects.filter(snapshot__in=wanted).values_list("snapshot_id", flat=True))
    used |= queries.texts_read(Run.objects.filter(kind__in=Run.RESEARCHING).exclude(state=Run.State.DONE))
    unused = Snapshot.objects.filter(pk__in=[sha for sha in wanted if sha not in used])
    rows = list(unused.values_list("sha256", "raw_sha256"))
    unused.delete()
    for sha256, _ in rows:
        store.remove(f"text/{sha256}")
        store.remove(f"document/{sha256}")
    loose = {*bodies, *(raw for _, raw in rows)} - {""}
    for sha256 in loose - _rested_on(loose):
        store.remove(f"raw/{sha256}")
    return len(rows)


@writes
def erase_unfinished(store: Store) -> int:
    """Erases bytes that were put into the store for an upload which never got its row; how many there were. The texts
    of an import that never got theirs go as well."""
    one_at_a_time(SHELF)
    _erase_loose_texts(store)
    begun = {name.rpartition("/")[2] for name in store.names(_ARRIVING)}
    loose = begun - _rested_on(begun)
    for sha256 in loose:
        store.remove(f"raw/{sha256}")
    for sha256 in begun:
        store.remove(f"{_ARRIVING}/{sha256}")
    return len(loose)


def keep_texts(store: Store, texts: Iterable[tuple[Document, Sequence[Span]]]) -> None:
    """Puts texts and their structure into the store, inside the transaction that makes their rows. After its commit
    :func:`texts_are_kept` has to be called; after anything else :func:`erase_unfinished` finds them."""
    one_at_a_time(SHELF)
    for document, spans in texts:
        if not (store.has(f"text/{document.sha256}") and store.has(f"document/{document.sha256}")):
            store.put(f"{_ARRIVING_TEXT}/{document.sha256}", b"")
            keep_text(store, document, spans)


def texts_are_kept(store: Store, texts: Iterable[str]) -> None:
    for sha256 in texts:
        store.remove(f"{_ARRIVING_TEXT}/{sha256}")


def _erase_loose_texts(store: Store) -> None:
    begun = {name.rpartition("/")[2] for name in store.names(_ARRIVING_TEXT)}
    kept = set(Snapshot.objects.filter(pk__in=begun).values_list("sha256", flat=True))
    for sha256 in begun:
        if sha256 not in kept:
            store.remove(f"text/{sha256}")
            store.remove(f"document/{sha256}")
        store.remove(f"{_ARRIVING_TEXT}/{sha256}")


def _rested_on(bodies: set[str]) -> set[str]:
    uploads = Upload.objects.filter(sha256__in=bodies).values_list("sha256", flat=True)
    read = Snapshot.objects.filter(raw_sha256__in=bodies).values_list("raw_sha256", flat=True)
    made = ExportFile.objects.filter(sha256__in=bodies).values_list("sha256", flat=True)
    return {*uploads, *read, *made}


def shown_name(name: str) -> str:
    """A file's name as it may be shown: its last part in NFC, in one line, nothing invisible in it, not too long.

    No path is ever made of it. Never empty.
    """
    last = normalise(name).replace("\\", "/").rstrip("/").rpartition("/")[2]
    seen = (one for one in squeeze(last) if unicodedata.category(one)[0] != "C" or one in "\u200c\u200d")
    plain = squeeze(normalise("".join(seen)))
    plain = plain.strip(". ") and plain
    if len(plain) > LONGEST_NAME:
        suffix = PurePath(plain).suffix[:20]
        plain = plain[: LONGEST_NAME - len(suffix) - 1].rstrip() + "…" + suffix
    return plain or _NAMELESS
