"""OPML of any outliner: its tree, and nothing that an outline may point at outside of it."""

from __future__ import annotations

from xml.parsers import expat

from sapere.imports.outline import LONGEST_TITLE, Branch, Grown, grown
from sapere.research.errors import BadImport

DEEPEST = 500
_LONGEST_HEARD = 10 * LONGEST_TITLE  # white space in it is squeezed later
_TITLED = ("text", "title")
_NOTES = ("_note", "description")


def outline_of(body: bytes, name: str = "") -> Grown:
    """Raises ``BadImport``. An outline with one node at its top is that node; another is called as its head says."""
    reader = _Reader()
    reader.read(body)
    top = reader.root.below
    if not top:
        raise BadImport("There is no outline in it.")
    if len(top) == 1:
        return grown(top[0])
    reader.root.title = "".join(reader.title).strip() or name or "Outline"
    return grown(reader.root)


class _Reader:
    """A document type, and with it every entity, ends the reading: OPML has none, and bombs are made of them."""

    def __init__(self) -> None:
        self.root = Branch("")
        self.title: list[str] = []
        self._heard = 0
        self._path: list[Branch] = [self.root]
        self._names: list[str] = []

    def read(self, body: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._refused
        parser.EntityDeclHandler = self._refused
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        try:
            parser.Parse(body, True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            said = str(error)[:120]
            raise BadImport(f"It is cut off, or not well-formed XML: {said}.") from None

    def _refused(self, *_: object) -> None:
        raise BadImport("It brings a document type along, as harmful files do and no outline has to.")

    def _start(self, name: str, facts: dict[str, str]) -> None:
        if not self._names and name.lower() != "opml":
            raise BadImport("This is XML, but no OPML.")
        self._names.append(name.lower())
        if len(self._names) > DEEPEST:
            raise BadImport("It is nested too deeply.")
        if name.lower() == "outline":
            self._path.append(_branch(facts))
            self._path[-2].below.append(self._path[-1])

    def _end(self, name: str) -> None:
        self._names.pop()
        if name.lower() == "outline":
            self._path.pop()

    def _words(self, words: str) -> None:
        """They come in pieces, one for each line, and a title may be made of a million of those."""
        if self._names[-2:] == ["head", "title"] and self._heard <= _LONGEST_HEARD:
            self.title.append(words)
            self._heard += len(words)


def _branch(facts: dict[str, str]) -> Branch:
    title = next((facts[name] for name in _TITLED if facts.get(name, "").strip()), "")
    note = next((facts[name] for name in _NOTES if facts.get(name)), "")
    return Branch(title, note, facts.get("question", ""))
