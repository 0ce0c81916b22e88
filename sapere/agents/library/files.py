"""Folders and files that a learner added to the library."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

from sapere.agents.library import kinds, zim
from sapere.agents.library.located import LONGEST_LOCATOR, Located, Passed
from sapere.research.errors import BadLibrary, Unreachable
from sapere.research.shapes import Raw

LARGEST = 50_000_000
"""Bytes of one file. More is no document but a store of them."""
TRIES = 3
"""Readings of a file that is being written meanwhile."""
ADVICE = "Add text, web pages, PDF or office files."


def documents(root: str) -> Iterator[Located | Passed]:
    """Raises BadLibrary at once when the path is missing, cannot be entered or is of no use, and at the end
    when nothing under it could be taken."""
    path = _path(root)
    if path.is_dir():
        return _counted(_walk(path), path)
    if zim.is_archive(path):
        return _counted(zim.articles(path), path)
    return iter((_single(path),))


def _path(text: str) -> Path:
    """The root as a path that is there and may be read."""
    parts = urlsplit(text)
    if parts.scheme == "ftp":
        raise BadLibrary(f"{text} is an ftp address, not a folder.", advice="Save the file, and add that.")
    path = Path(unquote(parts.path) if parts.scheme == "file" else text).expanduser().absolute()
    try:
        found = path.stat()
        readable = os.access(path, os.R_OK | (os.X_OK if stat.S_ISDIR(found.st_mode) else 0))
    except (FileNotFoundError, NotADirectoryError):
        raise BadLibrary(f"There is no {path}.", advice="Check how the path is written.") from None
    except PermissionError:
        readable = False
    except OSError as error:
        raise BadLibrary(f"{path} cannot be opened: {_why(error)}.", advice="Check the path.") from error
    if not readable:
        raise BadLibrary(
            f"{path} may not be read by this program.", advice=f"Give it the right to: chmod -R u+rX '{path}'"
        )
    return path


def _single(path: Path) -> Located:
    """A file that was named itself: taken whatever it is called, as long as there can be text in it."""
    taken = _file(path, path.as_uri(), named=True)
    if isinstance(taken, Passed):
        raise BadLibrary(f"{path} cannot be used. {taken.reason}", advice=ADVICE)
    return taken


def _counted(found: Iterator[Located | Passed], root: Path) -> Iterator[Located | Passed]:
    taken, reasons = 0, []
    for item in found:
        taken += isinstance(item, Located)
        if isinstance(item, Passed):
            reasons.append(item.reason)
        yield item
    if taken:
        return
    if not reasons:
        raise BadLibrary(f"{root} is empty.", advice="Put text, web pages, PDF or office files into it.")
    if len(reasons) == 1 and root.is_file():
        raise BadLibrary(f"{root} cannot be used. {reasons[0]}", advice=ADVICE)
    raise BadLibrary(
        f"Nothing in {root} can be read: {len(reasons):,} files and folders were passed by.", advice=ADVICE
    )


def _walk(root: Path) -> Iterator[Located | Passed]:
    """Folders in sorted order, each real folder and file once, so that loops of links end."""
    seen: set[tuple[int, int]] = set()
    waiting = [root]
    while waiting:
        path = waiting.pop()
        locator = path.as_uri()
        reason = kinds.hidden(path.name) if path != root else ""
        if len(locator) > LONGEST_LOCATOR:
            locator, reason = locator[:LONGEST_LOCATOR], "Its path is too long to be written down."
        if reason:
            yield Passed(locator, reason)
            continue
        try:
            found = path.stat()
            twin = (found.st_dev, found.st_ino) in seen
            seen.add((found.st_dev, found.st_ino))
            if twin:
                yield Passed(locator, "It is the same as one that was already seen.")
            elif stat.S_ISDIR(found.st_mode):
                waiting.extend(sorted(path.iterdir(), reverse=True))
            elif zim.is_archive(path):
                yield from zim.articles(path)
            else:
                yield _file(path, locator)
        except OSError as error:
            yield Passed(locator, f"It cannot be opened: {_why(error)}.")


def _file(path: Path, locator: str, *, named: bool = False) -> Located | Passed:
    """Raises OSError when the file cannot be opened. Only a regular file ever is: a pipe would hang."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        return Passed(locator, "It is not a file but a device, a pipe or a socket.")
    if not found.st_size:
        return Passed(locator, "It is empty.")
    if found.st_size > LARGEST:
        return Passed(
            locator, f"It has {found.st_size / 1e6:,.0f} MB; at most {LARGEST / 1e6:.0f} MB are read."
        )
    reason = "" if named else kinds.no_reading(path.name)
    if not reason:
        with path.open("rb") as file:
            reason = kinds.no_text(file.read(8192))
    if reason:
        return Passed(locator, reason)
    return Located(locator, _state(found), partial(_raw, path, locator))


def _raw(path: Path, locator: str) -> Raw:
    """The file as it was at one moment: read again when somebody wrote to it meanwhile."""
    try:
        for _ in range(TRIES):
            with path.open("rb") as file:
                before = _state(os.fstat(file.fileno()))
                body = file.read(LARGEST + 1)
                if before == _state(os.fstat(file.fileno())):
                    return Raw(
                        body[:LARGEST],
                        media_type=kinds.media_type(path.suffix),
                        locator=locator,
                        partial=len(body) > LARGEST,
                    )
    except OSError as error:
        raise Unreachable(f"{path.name} cannot be opened: {_why(error)}.") from error
    raise Unreachable(f"{path.name} was being written while it was read. Add it again in a moment.")


def _state(found: os.stat_result) -> str:
    return f"{found.st_size} {found.st_mtime_ns}"


def _why(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
