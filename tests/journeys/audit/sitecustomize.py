"""Notes every use of a socket. Put on the path of a process under test, where Python runs it before all else, in that
process and in every Python that it starts.

One line of JSON each goes to ``sockets.log`` beside this file: what was done, with which address, whether by code that
the outbound client called, and for which checked address.
"""

from __future__ import annotations

import json
import os
import sys
from types import FrameType
from typing import Any

LOG = os.path.join(os.path.dirname(os.path.abspath(__file__)), "sockets.log")  # noqa: PTH100, PTH118, PTH120 - starts in 0 time
DOOR = "sapere.kit.http.network"
DOORS = {DOOR, "sapere.kit.http.asynchronous"}
ADDRESSED = {"socket.connect", "socket.sendto", "socket.sendmsg"}
NAMED = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}


def note(event: str, arguments: tuple[Any, ...]) -> None:
    if event not in ADDRESSED and event not in NAMED:
        return
    address = arguments[1] if event in ADDRESSED else arguments[:2]
    if not isinstance(address, tuple):  # a socket of this machine's file system
        return
    line = {
        "event": event,
        "host": str(address[0]),
        "port": address[1] if len(address) > 1 else None,
        "by_door": called_by_door(),
        "target": target(),
        "program": " ".join(sys.orig_argv[1:4]),
    }
    with open(LOG, "a", encoding="utf-8") as log:  # noqa: PTH123 - as above
        log.write(json.dumps(line) + "\n")


def called_by_door() -> bool:
    frame: FrameType | None = sys._getframe(2)
    while frame is not None:
        if frame.f_globals.get("__name__") in DOORS:
            return True
        frame = frame.f_back
    return False


def target() -> str:
    """The checked ``host:port`` that the calling code is under way to; empty when it is to none."""
    door = sys.modules.get(DOOR)
    under_way = door.under_way.get(None) if door else None
    return under_way[0].pair if under_way else ""


sys.addaudithook(note)
