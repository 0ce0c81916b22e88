"""The data folder: there and writable, or a refusal that says which path and what mode."""

from __future__ import annotations

import errno
import os
import secrets
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from sapere.research.errors import DiskFull, ReadOnly, StorageError
from sapere.settings.table import Settings

KEY_FILE = "secret-key"
_ADVICE = "Give SAPERE_DATA a folder that this user may write, or mend this one's owner and mode."


def data_folder(settings: Settings) -> Path:
    """The folder, made for its owner alone where it was missing. Raises a ``StorageError`` leaf otherwise."""
    path = settings.data
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path) as probe:
            probe.write(b"\0")
    except FileExistsError:
        raise ReadOnly(f"{path} is a file; the data folder has to be a folder.", advice=_ADVICE) from None
    except OSError as error:
        raise refusal(path, error) from error
    return path


def secret_key(settings: Settings) -> str:
    """The one that was set, or on a laptop one that is made once and kept in the data folder (mode 0600)."""
    if settings.secret_key:
        return settings.secret_key
    place = data_folder(settings) / KEY_FILE
    if not place.exists():
        _make_key(place)
    return place.read_text(encoding="ascii")


def _make_key(place: Path) -> None:
    """Whole or not at all, and the first of two that start at once wins."""
    handle, temporary = tempfile.mkstemp(dir=place.parent)  # made with mode 0600
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(50))
    with suppress(FileExistsError):
        os.link(temporary, place)
    Path(temporary).unlink()


def refusal(path: Path, error: OSError) -> StorageError:
    nearest = next((one for one in (path, *path.parents) if one.exists()), path.anchor)
    mode = stat.S_IMODE(Path(nearest).stat().st_mode)
    what = f"The data folder {path} cannot be written ({error.strerror}); {nearest} has mode {mode:04o}."
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(what, advice="What was saved before is safe. Free some space, then try again.")
    return ReadOnly(what, advice=_ADVICE)
