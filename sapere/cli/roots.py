"""What a learner names as a library, as it is written down: the same folder is the same root, wherever they stand."""

from __future__ import annotations

from pathlib import Path

PYTHON = "python:"


def checked(named: str) -> str:
    """The root as an absolute path, or ``python:``. Raises ``BadLibrary`` when there is nothing to read there."""
    from sapere.agents.library.roots import Passed, documents_under

    root = written(named)
    for found in documents_under(root):
        if not isinstance(found, Passed):
            break
    return root


def written(named: str) -> str:
    """The root as it is kept, whether or not there is such a folder."""
    text = named.strip()
    if not text or text == PYTHON or "\0" in text or "://" in text:
        return text
    return str(Path(text).expanduser().absolute())
