"""What somebody sends becomes uploads of theirs: files one by one, or a text as if it were a file."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from sapere.accounts.models import Person
from sapere.agents.library.files import LARGEST
from sapere.kit.ids import bytes_hash
from sapere.kit.text import has_words, normalise, squeeze
from sapere.research.errors import BadLibrary
from sapere.research.ports import Store
from sapere.topics import actions
from sapere.topics.actions.uploads import Received, shown_name
from sapere.topics.models import Upload
from sapere.web.intake import Arrived

TITLE = 100
"""Characters of a pasted text's title."""


def take_files(
    owner: Person, files: Iterable[Arrived], store: Store
) -> tuple[list[Upload], list[tuple[str, str]]]:
    """What was kept, and the name and reason of each that was not. Raises ``StorageError`` leaves."""
    kept, refused = [], []
    for file in files:
        try:
            kept.append(actions.keep_upload(owner, _received(file), store))
        except BadLibrary as error:
            refused.append((shown_name(file.called), f"{error.what} {error.advice}".strip()))
        finally:
            file.close()
    return kept, refused


def take_text(owner: Person, title: str, text: str, store: Store) -> Upload:
    """Raises BadLibrary when there are no words in it."""
    body = normalise(text).strip()
    if not has_words(body):
        raise BadLibrary("There is no text in it.", advice="Paste something to read.")
    named = squeeze(normalise(title))[:TITLE] or _beginning(body)
    whole = f"{named}\n{'=' * len(named)}\n\n{body}\n".encode()
    name = f"{named.replace('/', ' ').replace(chr(92), ' ')}.txt"
    file = Received(name, bytes_hash(whole), len(whole), whole[:8192], lambda: whole)
    return actions.keep_upload(owner, file, store)


def _beginning(body: str) -> str:
    """The first words of a text that was given no title."""
    line = squeeze(body.partition("\n")[0])
    return line if len(line) <= 60 else line[:60].rpartition(" ")[0] + " …" if " " in line[:60] else line[:60]


def _received(file: Arrived) -> Received:
    beginning = file.read(8192)
    return Received(file.called, file.sha256, file.size or 0, beginning, partial(_whole, file))


def _whole(file: Arrived) -> bytes:
    file.seek(0)
    return bytes(file.read(LARGEST))
