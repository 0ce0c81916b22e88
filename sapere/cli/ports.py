"""The port that the pages are served on: ours, or a refusal that names who has it."""

from __future__ import annotations

import errno
import socket
from contextlib import ExitStack, suppress
from pathlib import Path

from sapere.research.errors import BadRequest

TABLES = (Path("/proc/net/tcp"), Path("/proc/net/tcp6"))
LISTENING = "0A"


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises ``BadRequest`` with the holder's name where the port is taken."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with ExitStack() as unless_listening:
            door = unless_listening.enter_context(socket.socket(family, socket.SOCK_STREAM))
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            door.bind(address)
            door.listen(128)
            unless_listening.pop_all()
    except OSError as error:
        raise _refusal(host, port, error) from error
    return door


def _refusal(host: str, port: int, error: OSError) -> BadRequest:
    if error.errno == errno.EADDRINUSE:
        what = f"Port {port} is in use by {holder(port) or 'another program'}."
    elif error.errno == errno.EACCES:
        what = f"This user may not listen on port {port}."
    else:
        return BadRequest(
            f"One cannot listen on {host}: {error.strerror}.",
            advice="Choose an address of this machine with --host.",
        )
    return BadRequest(what, advice=f"Stop it, or choose another port: sapere up --port {_next(port)}")


def _next(port: int) -> int:
    return port + 1 if 1024 <= port < 65535 else 8000


def holder(port: int) -> str:
    """``NAME (process ID)`` of whoever listens on the port; empty where the system does not tell."""
    sockets = {f"socket:[{inode}]" for table in TABLES for inode in _inodes(table, port)}
    for process in Path("/proc").glob("[0-9]*") if sockets else ():
        if sockets & _open_files(process):
            return f"{_name(process)} (process {process.name})"
    return ""


def _inodes(table: Path, port: int) -> list[str]:
    try:
        rows = [line.split() for line in table.read_text(encoding="ascii").splitlines()[1:]]
    except OSError:  # not Linux, or not for us to see: then nobody is named
        return []
    return [row[9] for row in rows if row[3] == LISTENING and int(row[1].rpartition(":")[2], 16) == port]


def _open_files(process: Path) -> set[str]:
    found = set()
    with suppress(OSError):  # another user's, or gone meanwhile
        for handle in (process / "fd").iterdir():
            with suppress(FileNotFoundError):  # closed since it was listed
                found.add(str(handle.readlink()))
    return found


def _name(process: Path) -> str:
    try:
        return (process / "comm").read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return "a program"
