"""Which hosts can be told to lie inside a network by how they are written, before anybody looks them up.

Only to say so early: what is connected to is decided on the looked-up number, in :mod:`sapere.kit.http.network`.
"""

from __future__ import annotations

import socket

from sapere.kit.http.addresses import is_public

# Names that never lead outside: RFC 6761, 6762 and 8375, ICANN's .internal, and what home routers hand out.
_NAMES = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "home.arpa", "localdomain")


def is_inside(host: str) -> bool:
    """True of a number that is not public, however it is written (``127.1``, ``0x7f000001``), and of local names."""
    name = host.strip("[]").rstrip(".").lower()
    if ":" in name:
        return not is_public(name)
    try:
        return not is_public(socket.inet_ntoa(socket.inet_aton(name)))
    except (OSError, UnicodeError):
        return "." not in name or name.endswith(tuple(f".{one}" for one in _NAMES))
