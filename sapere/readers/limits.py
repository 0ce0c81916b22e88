"""How much a reader may take, and how much it may give."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one document. What is longer is cut and marked partial; what is slower or hungrier is refused.

    ``body`` bytes are looked at (PDF: refused beyond, since a cut PDF cannot be opened); ``markup`` characters
    of HTML or Markdown are parsed; ``depth`` is how far elements may stand inside one another; ``text``
    characters are kept. ``seconds`` bounds the wall clock and the processor alike, ``memory`` the address
    space of the child in bytes, ``answer`` what it may send back in bytes. Of a packed document (DOCX, EPUB, …)
    at most ``entries`` files are listed and ``unpacked`` bytes unpacked; what has more of either is refused.
    """

    body: int = 100_000_000
    markup: int = 12_000_000
    depth: int = 400
    text: int = 5_000_000
    pages: int = 3_000
    entries: int = 20_000
    unpacked: int = 80_000_000
    seconds: int = 18
    memory: int = 1_000_000_000
    answer: int = 64_000_000
    children: int = 2
