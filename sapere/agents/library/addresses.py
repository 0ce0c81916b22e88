"""One page of the web as a document of the library: read through the one door, as a visitor would."""

from __future__ import annotations

import time
from collections.abc import Collection
from functools import partial
from urllib.parse import urlsplit

from sapere.agents.library.located import LONGEST_LOCATOR, Located
from sapere.kit.http import AddressRefused, HttpClient
from sapere.kit.http.inside import is_inside
from sapere.kit.http.target import target
from sapere.research.errors import BadLibrary, Unreachable
from sapere.research.reach import raw, translated
from sapere.research.shapes import Raw

_ADVICE = "Name a public page, for example https://en.wikipedia.org/wiki/Tide."


def is_address(root: str) -> bool:
    return root.strip().lower().startswith(("http://", "https://"))


def checked(text: str, allow: Collection[str] = ()) -> str:
    """The address as it is kept, without its fragment. Raises BadLibrary for what the outbound guard refuses.

    Nothing is looked up: a name that turns out to lead inside is refused when the page is read. ``allow`` holds
    the ``host:port`` pairs that the operator lets through.
    """
    try:
        found = target(text.strip(), allow=allow)
    except AddressRefused as error:
        raise BadLibrary(str(error), advice=_ADVICE) from error
    if not found.let_through and is_inside(found.host):
        raise BadLibrary(
            f"{found.host} does not lie on the public internet, so it is not read.", advice=_ADVICE
        )
    address = str(found.url)
    if len(address) > LONGEST_LOCATOR:
        raise BadLibrary(f"This address is longer than {LONGEST_LOCATOR} characters.", advice=_ADVICE)
    return address


def document(address: str, http: HttpClient | None) -> Located:
    """The page. Nobody can know whether it has changed without asking, so its fingerprint is new each time."""
    return Located(address, f"asked {time.time_ns()}", partial(_read, address, http))


def _read(address: str, http: HttpClient | None) -> Raw:
    host = urlsplit(address).hostname or "The address"
    if http is None:
        raise Unreachable(f"{host} lies on the web, and this is to stay on this machine.")
    with translated(host):
        return raw(http.get(address, robots=True), address)
