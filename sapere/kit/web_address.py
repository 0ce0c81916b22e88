"""The addresses in strangers' answers that may be kept, shown and opened."""

from __future__ import annotations

from urllib.parse import urlsplit

_LONGEST = 2000


def web_address(value: object) -> str:
    """An http or https address as it was given, without the space around it; "" for anything else.

    One with a name and password in it is none: it is a secret, or made to look like another host's.
    """
    if not isinstance(value, str) or len(value) > _LONGEST:
        return ""
    address = value.strip()
    if not address.isprintable() or " " in address:
        return ""
    try:
        parts = urlsplit(address)
        named = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.username
    except ValueError:  # a bracket that is no IPv6 address
        return ""
    return address if named else ""
