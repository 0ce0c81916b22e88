"""Files that a command writes: whole or not at all."""

from __future__ import annotations

import errno
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from sapere.research.errors import BadRequest, DiskFull, ReadOnly


def write_json(target: Path, value: Any) -> None:
    """UTF-8, indented. ``-`` is standard output. Raises ``DiskFull`` or ``ReadOnly`` with the path."""
    write_text(target, json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def write_text(target: Path, text: str) -> None:
    """UTF-8, as :func:`write_bytes`."""
    if str(target) == "-":
        sys.stdout.write(text)
        return
    write_bytes(target, text.encode())


def write_bytes(target: Path, body: bytes) -> None:
    """Beside the target first, then in its place. ``-`` is standard output."""
    if str(target) == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(body)
        sys.stdout.buffer.flush()
        return
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(body)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(target)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise _refusal(target, error) from error


def is_terminal(target: Path) -> bool:
    """Whether what is written there appears on somebody's screen."""
    return str(target) == "-" and sys.stdout.isatty()


def check_target(target: Path | None) -> None:
    """Raises ``BadRequest`` when nothing can be written there: better said before the work than after it."""
    if target is not None and str(target) != "-" and not target.absolute().parent.is_dir():
        raise BadRequest(
            f"{target} cannot be written: there is no folder {target.absolute().parent}.",
            advice="Make the folder, or name another file. Nothing was done.",
        )


def _refusal(target: Path, error: OSError) -> DiskFull | ReadOnly:
    leaf = DiskFull if error.errno in (errno.ENOSPC, errno.EDQUOT) else ReadOnly
    return leaf(
        f"{target} cannot be written: {error.strerror}.", advice="What was there before is unchanged."
    )
