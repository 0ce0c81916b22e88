"""Text made safe and comparable: one form for storing, one looser form for finding a quote again."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator
from functools import lru_cache

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_SPACES = re.compile("[\t\x1c-\x1f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
# Never seen by a reader of the page, but seen by a machine: control characters, soft hyphens, zero-width
# spaces, direction overrides, annotation marks, lone surrogates, non-characters, tag characters, and the
# supplementary variation selectors (the last two are used to smuggle hidden words).
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1b\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)
_JOINERS = re.compile("[\u200c\u200d\ufe00-\ufe0f]+")
_SAME = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    }
)


def normalise(text: str) -> str:
    """The one form in which text is kept: NFC, lines end in ``\\n``, nothing in it that cannot be seen.

    Tabs, separators and the other kinds of space become plain spaces. Joiners stay where a script or an emoji needs them.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_ENDS.sub("\n", text)
    text = _SPACES.sub(" ", text)
    text = _INVISIBLE.sub("", text)
    text = _JOINERS.sub(_kept_joiner, text)
    return unicodedata.normalize("NFC", text)


def _kept_joiner(found: re.Match[str]) -> str:
    """One joiner after a letter that shapes with its neighbours, or after a symbol; elsewhere none."""
    before = found.string[found.start() - 1 : found.start()]
    if not before or before.isspace() or before.isascii():
        return ""
    joiners = found.group()
    if unicodedata.category(before)[0] == "S" or before in _SKIN_TONES:
        # An emoji may need both: the look of an emoji, then the joiner to the next one.
        look = "\ufe0f" if "\ufe0f" in joiners else ""
        return look + ("\u200d" if joiners.endswith("\u200d") else "")
    if unicodedata.name(before, "").startswith(("LATIN", "GREEK", "CYRILLIC")):
        return ""
    return joiners[0]


_SKIN_TONES = frozenset(chr(code) for code in range(0x1F3FB, 0x1F400))


def squeeze(text: str) -> str:
    """Every run of white space as one space, none at the ends."""
    return " ".join(text.split())


def has_words(text: str) -> bool:
    """Whether there is at least one letter in it, of any script."""
    return any(map(str.isalpha, text))


def stands(quote: str, text: str) -> tuple[int, int] | None:
    """Where the quote stands in the text letter by letter, white space aside, or None."""
    at = text.find(quote)
    if at >= 0 or not quote.split():
        return (at, at + len(quote)) if at >= 0 and quote else None
    spaced = re.compile(r"\s+".join(map(re.escape, quote.split())))
    found = spaced.search(text)
    return found.span() if found else None


def matches(quote: str, text: str) -> tuple[int, int] | None:
    """Where the quote stands in the text, as offsets into ``text``, or None.

    Differences that no reader would call a difference are passed over: kinds of space, of quotation mark and
    of dash, ligatures, invisible characters. Case counts. An empty quote is nowhere.
    """
    quote = quote.strip()
    if not quote:
        return None
    exact = stands(quote, text)
    if exact is not None:
        return exact
    wanted = "".join(piece for piece, _ in _folded(normalise(quote))).strip()
    folded, starts = _whole(text)
    found = folded.find(wanted) if wanted else -1
    if found < 0:
        return None
    return starts[found], _end(text, starts[found + len(wanted) - 1])


@lru_cache(maxsize=8)
def _whole(text: str) -> tuple[str, array[int]]:
    """The text in its comparable form, and for each of its characters the place it came from. Kept for a while: one
    source is searched for many quotes."""
    pieces = list(_folded(text))
    return "".join(piece for piece, _ in pieces), array("L", [at for piece, at in pieces for _ in piece])


def _folded(text: str) -> Iterator[tuple[str, int]]:
    """The text piece by piece in its comparable form, each with the place it came from."""
    spaced = False
    for at, char in enumerate(text):
        if char.isspace():
            if not spaced:
                yield " ", at
            spaced = True
        elif not _INVISIBLE.match(char):
            spaced = False
            yield unicodedata.normalize("NFKC", char.translate(_SAME)), at


def _end(text: str, last: int) -> int:
    """Just behind the character at ``last`` and the marks that stand on it."""
    end = last + 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end
