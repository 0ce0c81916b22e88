"""Who owns a data folder, and which slot a worker has in it. Both are file locks: the system lets go of them
when their holder dies, however it dies."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from sapere.kit.ids import new_id
from sapere.research.errors import AlreadyOpen, ReadOnly

_MOST_SLOTS = 1000


@dataclass(frozen=True, slots=True)
class Owner:
    """What the owner wrote into the lock: ``up`` or ``research``, its process, and where it can be reached."""

    role: str
    pid: int
    address: str = ""


class DataFolder:
    """The folder with all that is kept. Made, for its user alone, when it is not there.

    Raises ``ReadOnly``, with the path and what is missing, when one may not write in it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise _not_writable(path, error) from error
        if not os.access(path, os.R_OK | os.W_OK | os.X_OK):
            raise _not_writable(path, PermissionError("no right to write"))

    @contextmanager
    def claim(self, role: str, address: str = "") -> Iterator[Owner]:
        """The folder is ours until the end of the block. Raises ``AlreadyOpen``, which says whose it is."""
        with self._opened("owner.lock") as lock:
            if not _locked(lock):
                raise _already_open(self.path, _read_owner(lock))
            owner = Owner(role, os.getpid(), address)
            _write(lock, json.dumps(asdict(owner)))
            try:
                yield owner
            finally:
                _write(lock, "")

    def owner(self) -> Owner | None:
        """Who owns the folder now; None when nobody does."""
        with self._opened("owner.lock") as lock:
            return None if _locked(lock) else (_read_owner(lock) or Owner("another command", 0))

    @contextmanager
    def slot(self) -> Iterator[str]:
        """The name of a worker of this folder: the first that no living process has. The same after a
        restart, another for each worker beside it, and never that of a worker of another folder."""
        place = self._name()
        for number in range(1, _MOST_SLOTS):
            with self._opened(f"worker-{number}.lock") as lock:
                if _locked(lock):
                    yield f"{place}-{number}"
                    return
        raise AlreadyOpen("Every worker slot of this data folder is in use.")

    @contextmanager
    def alone(self, name: str) -> Iterator[bool]:
        """Whether what this lock stands for is ours until the end of the block; False while another has it."""
        with self._opened(name) as lock:
            yield _locked(lock)

    def _name(self) -> str:
        """A short name of this folder, unlike any other's, made once."""
        with self._opened("workers.name") as named:
            fcntl.flock(named, fcntl.LOCK_EX)
            name = named.read().strip()
            if not name:
                name = new_id().partition("-")[0]
                _write(named, name)
            return name

    def _opened(self, name: str) -> IO[str]:
        try:
            return (self.path / name).open("r+" if (self.path / name).exists() else "w+", encoding="utf-8")
        except OSError as error:
            raise _not_writable(self.path / name, error) from error


def _locked(lock: IO[str]) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _write(lock: IO[str], text: str) -> None:
    lock.seek(0)
    lock.truncate()
    lock.write(text)
    lock.flush()


def _read_owner(lock: IO[str]) -> Owner | None:
    try:
        return Owner(**json.loads(lock.read()))
    except (ValueError, TypeError):  # caught between its locking and its writing
        return None


def _already_open(path: Path, owner: Owner | None) -> AlreadyOpen:
    who = f"sapere {owner.role} (process {owner.pid})" if owner else "another sapere command"
    where = f" at {owner.address}" if owner and owner.address else ""
    return AlreadyOpen(
        f"The data folder {path} is in use by {who}{where}.",
        advice="Use that one, or stop it first, or choose another folder with SAPERE_DATA.",
    )


def _not_writable(path: Path, error: OSError) -> ReadOnly:
    return ReadOnly(
        f"Sapere cannot write to {path}: {error.strerror or error}.",
        advice="Give this user the right to read and write there, or choose another folder with SAPERE_DATA.",
    )
