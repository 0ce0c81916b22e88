"""Files that came through the browser: their bytes lie in the store, under the hash of what is in them."""

from __future__ import annotations

import re
from functools import partial
from pathlib import PurePath
from urllib.parse import quote

from sapere.agents.library import kinds
from sapere.agents.library.located import Located
from sapere.research.errors import BadLibrary, Unreachable
from sapere.research.ports import Store
from sapere.research.shapes import Raw

PREFIX = "upload:"
_ROOT = re.compile(re.escape(PREFIX) + r"([0-9a-f]{64})")


def root_of(sha256: str) -> str:
    """The root that stands for the upload with this hash."""
    return PREFIX + sha256


def sha256_of(root: str) -> str:
    """The hash in such a root; empty for any other root."""
    found = _ROOT.fullmatch(root.strip())
    return found[1] if found else ""


def document(root: str, store: Store | None, name: str) -> Located:
    """What was uploaded, under the name that the learner knows it by. It never changes."""
    sha256 = sha256_of(root)
    if store is None:
        raise BadLibrary("An upload can be read only where it was uploaded.", advice="Add the file itself.")
    locator = f"{root}/{quote(name, safe='')}" if name else root
    return Located(locator, sha256, partial(_raw, sha256, locator, name, store))


def _raw(sha256: str, locator: str, name: str, store: Store) -> Raw:
    try:
        body = store.get(f"raw/{sha256}")
    except KeyError:
        raise Unreachable(f"“{name or sha256[:12]}” is no longer kept. Upload it again.") from None
    return Raw(body, media_type=kinds.media_type(PurePath(name).suffix), locator=locator)
