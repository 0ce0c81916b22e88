"""The process that sets a book: ``python -m sapere.exports.typesetting``, the book on its input, a PDF on its output.

PDF/A forbids a letter without a shape, so that Typst names every one that no font here has: nothing is ever
shown as a box. A few such letters stand as their codes, and the first page says which and what to install; a
book in a script that no font here has is refused (exit code ``REFUSED``, a line each for what and advice).
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections import Counter
from importlib import resources
from typing import Any, cast

import typst

from sapere.exports.substitutes import formulas, marked, refusal, texts, without

REFUSED = 3
_FEW = 0.02  # of all letters: so many may stand as codes
_ROUNDS = 12
_WITHOUT_SHAPE = re.compile(r'the text `(".*?")` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]{1,6})\}|\\(.)")
_TRIAL = b'#for it in json(bytes(sys.inputs.book)) { par(eval(it, mode: "math")) }'


def main() -> int:
    told = json.loads(sys.stdin.buffer.read())
    with tempfile.TemporaryDirectory() as empty:
        press = Press(empty)
        told["blocks"] = without(told["blocks"], press.not_drawn(formulas(told["blocks"])))
        return _set(press, told)


def _set(press: Press, told: dict[str, Any]) -> int:
    letters = Counter(sign for text in texts(told["blocks"]) for sign in text if not sign.isspace())
    lost: set[str] = set()
    for _ in range(_ROUNDS):
        page, missing = press.print(marked(told, lost))
        if page:
            sys.stdout.buffer.write(page)
            return 0
        lost |= missing - {" "}
        if sum(letters[sign] for sign in lost) > _FEW * sum(letters.values()):
            sys.stdout.write("\n".join(refusal(lost)))
            return REFUSED
    raise RuntimeError("letters without a shape are found again and again")


class Press:
    """Typst, with an empty folder for all that it may see."""

    def __init__(self, empty: str) -> None:
        self._folder = empty
        self._book = resources.files("sapere.exports").joinpath("book.typ").read_bytes()

    def _compiled(self, source: bytes, book: object) -> bytes:
        compiler = typst.Compiler(
            input=source, root=self._folder, package_path=self._folder, package_cache_path=self._folder
        )
        given = {"book": json.dumps(book)}
        return cast(bytes, compiler.compile(format="pdf", sys_inputs=given, pdf_standards=["a-2b"]))

    def print(self, told: dict[str, Any]) -> tuple[bytes, set[str]]:
        """The PDF, or the letters that no font has."""
        try:
            return self._compiled(self._book, told), set()
        except typst.TypstError as error:
            missing = {
                sign for found in _WITHOUT_SHAPE.findall(str(error)) for sign in _unescaped(found[1:-1])
            }
            if not missing:
                raise
            return b"", missing

    def not_drawn(self, drawn: list[str]) -> set[str]:
        """Those that Typst does not take: looked for by halves, as it tells of one at a time."""
        if not drawn or self._draws(drawn):
            return set()
        if len(drawn) == 1:
            return set(drawn)
        half = len(drawn) // 2
        return self.not_drawn(drawn[:half]) | self.not_drawn(drawn[half:])

    def _draws(self, drawn: list[str]) -> bool:
        try:
            self._compiled(_TRIAL, drawn)
        except typst.TypstError:
            return False
        return True


def _unescaped(text: str) -> str:
    """Out of Rust's way to show a string."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)) if found[1] else found[2], text)


if __name__ == "__main__":
    sys.exit(main())
