"""What a learner names as a library, as it is written down: the same folder is the same root, wherever they stand."""

from __future__ import annotations

from pathlib import Path

PYTHON = "python:"
UPLOAD = "upload:"


def checked(named: str) -> str:
    """The root as an absolute path, an address, or ``python:``. Raises ``BadLibrary`` when there is nothing to
    read there, or the outbound guard refuses the address."""
    from sapere.agents.library.addresses import checked as checked_address
    from sapere.agents.library.addresses import is_address
    from sapere.agents.library.roots import Passed, documents_under
    from sapere.settings import current

    if is_address(named):
        return checked_address(named, current().fetch_allow)
    root = written(named)
    for found in documents_under(root):
        if not isinstance(found, Passed):
            break
    return root


def written(named: str) -> str:
    """The root as it is kept, whether or not there is such a folder."""
    text = named.strip()
    if text.startswith(UPLOAD):
        return text
    if not text or text == PYTHON or "\0" in text or "://" in text:
        return text
    return str(Path(text).expanduser().absolute())
