"""Source code to a document: comments and docstrings as prose, code as code, names of what is defined as headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from textwrap import dedent
from urllib.parse import unquote

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_for_filename
from pygments.token import Comment, Keyword, Name, String, Token
from pygments.util import ClassNotFound

from sapere.readers import plain
from sapere.readers.draft import Details, Draft
from sapere.readers.limits import Limits
from sapere.research.errors import Unreadable
from sapere.research.shapes import Document

_MOST = 500_000  # characters; telling tokens apart takes some seconds for them
_PACKED_LINE = 500  # characters of an average line; no person writes so
_DEFINING = frozenset(
    "class struct interface trait enum union protocol module namespace impl extension def fn func function fun sub "
    "proc procedure method macro defun defn defmodule".split()
)
_TYPE = re.compile(r"[A-Za-z_][\w *]*")  # in C it often has the line above a function's name to itself
_SAID = frozenset((Comment.Preproc, Comment.PreprocFile, Comment.Hashbang))  # comments to Pygments alone
_MARKS = re.compile(r"^[ \t]*(?:#+[!:]?|//+[!<]?|--+(?!\[)|;+|%+|'+|REM\b)[ ]?")
_OPENED = re.compile(
    r"\A\s*(?:[rRuUbBfF]{0,2}(?:\"\"\"|''')|/\*+!?|\{-+\|?|\(\*+|<!--+|--\[=*\[|#\||=begin\b|[rRuU]?[\"'])"
)
_CLOSED = re.compile(r"(?:\"\"\"|'''|(?<!\*)\*+[/)]|(?<!-)-+[}>]|\]\]|\|#|=end|[\"'])\s*\Z")
_STAR = re.compile(r"^[ \t]*\*(?!\*)[ ]?", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*([-=*#~/_+])\1{3,}[ \t]*$", re.MULTILINE)
_FOR_MACHINES = re.compile(r"^(?:#!|.{0,3}-\*-|\s*(?:eslint|prettier|noqa|pylint|mypy|type:|@ts-|vim:))")
_LICENCE = re.compile(r"SPDX-License-Identifier:\s*([\w.+ -]{2,60}?)\s*(?:\*/|-->)?$", re.MULTILINE)
_AUTHOR = re.compile(r"(?:@author|__author__\s*=|\bAuthors?:)\s*[\"']?([^\"'\n<]{2,80})")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    said: bool = False  # nothing but a comment or a docstring
    name: str = ""  # of what is defined in it

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip())

    @property
    def before_a_name(self) -> bool:
        """Whether it belongs to the definition that follows it: what is said of it, or an annotation."""
        return self.said or self.text.lstrip().startswith(("@", "#[", "[", "template"))


def read(text: str, locator: str, limits: Limits, *, partial: bool = False) -> Document:
    """Raises ``Unreadable`` for code that was packed for machines."""
    cut = text.expandtabs(4)[: min(_MOST, limits.markup)]
    if len(cut) > 20 * _PACKED_LINE and len(cut) > _PACKED_LINE * (cut.count("\n") + 1):
        raise Unreadable("It is program code packed for machines, not for people.")
    name = file_name(locator)
    lexer = _lexer(name, cut)
    if lexer is None:
        return plain.read(text, limits, partial=partial)
    draft = Draft(limits.text)
    _lay(draft, list(_lines(lexer, cut)))
    licence, author = _LICENCE.search(cut[:20_000]), _AUTHOR.search(cut[:20_000])
    details = Details(
        title=name,
        author=author.group(1) if author else "",
        licence=licence.group(1) if licence else "",
    )
    return draft.document(details, partial=partial or len(cut) < len(text))


def file_name(locator: str) -> str:
    return PurePosixPath(unquote(locator.partition("?")[0].partition("#")[0])).name


def _lexer(name: str, code: str) -> Lexer | None:
    try:
        return get_lexer_for_filename(name, code[:10_000], stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None


def _lines(lexer: Lexer, code: str) -> Iterator[_Line]:
    """Line for line with what kind of tokens stand in it."""
    tokens: list[tuple[Token, str]] = []
    for kind, value in lexer.get_tokens(code):
        for piece in value.splitlines(keepends=True):
            tokens.append((kind, piece))
            if piece.endswith("\n"):
                yield _line(tokens)
                tokens = []
    if tokens:
        yield _line(tokens)


def _line(tokens: list[tuple[Token, str]]) -> _Line:
    text = "".join(piece for _, piece in tokens).rstrip()
    written = [(kind, piece) for kind, piece in tokens if piece.strip()]
    said = bool(written) and all(_is_said(kind) for kind, _ in written)
    return _Line(text, said, "" if said else _defined(written, text))


def _is_said(kind: Token) -> bool:
    return (kind in Comment and kind not in _SAID) or kind in String.Doc


def _defined(tokens: list[tuple[Token, str]], line: str) -> str:
    """The name that the line defines: the one behind a word that defines, as ``class``, or behind a type."""
    call = line.endswith((";", ",", "("))
    defining, leading, before = False, True, ""
    if tokens and tokens[0][0] in Name.Function and line.endswith(("{", ")")) and not line[0].isspace():
        return tokens[0][1].strip()  # of C, with its type in the line above
    for kind, piece in tokens:
        word = piece.strip()
        if leading and before in _DEFINING and kind in Name:
            return word
        if defining and (kind in Name.Class or (kind in Name.Function and not call)):
            return word
        leading = leading and kind in Keyword
        defining = defining or kind in Keyword.Declaration or kind in Keyword.Type or word in _DEFINING
        before = word
    return ""


def _lay(draft: Draft, lines: list[_Line]) -> None:
    above: list[tuple[int, str]] = []  # indentation and name of what is around
    headings = dict(_places_of_names(lines))
    at = 0
    while at < len(lines) and not draft.full:
        if at in headings:
            line = lines[headings[at]]
            while above and above[-1][0] >= line.indent:
                above.pop()
            above.append((line.indent, line.name))
            draft.heading(min(len(above), 6), ".".join(name for _, name in above))
        end = _end(lines, at, headings)
        if lines[at].said:
            plain.lay(draft, _unmarked([line.text for line in lines[at:end]]))
        else:
            draft.verbatim(dedent("\n".join(line.text for line in lines[at:end])), "code")
        at = end


def _places_of_names(lines: list[_Line]) -> Iterator[tuple[int, int]]:
    """Where the heading of each definition goes, above what is said of it, and the line of the definition."""
    for at, line in enumerate(lines):
        place = at
        if (
            line.name
            and line.text.startswith(line.name)
            and place > 0
            and _TYPE.fullmatch(lines[place - 1].text)
        ):
            place -= 1
        while line.name and place > 0 and lines[place - 1].text and lines[place - 1].before_a_name:
            place -= 1
        if line.name:
            yield place, at


def _end(lines: list[_Line], start: int, headings: dict[int, int]) -> int:
    """Behind the last line that is of one kind with the first. Empty lines go with what is before them."""
    for at in range(start + 1, len(lines)):
        if at in headings or (lines[at].text and lines[at].said != lines[start].said):
            return at
    return len(lines)


def _unmarked(lines: list[str]) -> str:
    """The words of comments without their signs."""
    text = "\n".join("" if _FOR_MACHINES.match(line.strip()) else line for line in lines)
    if _OPENED.match(text):
        text = "\n".join(_CLOSED.sub("", _OPENED.sub("", part)) for part in _blocks(text))
        text = _STAR.sub("", text) if re.search(r"^[ \t]*\*", text, re.MULTILINE) else text
        first, _, rest = text.partition("\n")
        text = f"{first.strip()}\n{dedent(rest)}"
    else:
        text = dedent("\n".join(_MARKS.sub("", line) for line in text.split("\n")))
    return _RULE.sub("", text)


def _blocks(text: str) -> Iterator[str]:
    """Comments that stand behind one another, apart where an empty line parts two."""
    block: list[str] = []
    for line in text.split("\n"):
        if block and not block[-1] and _OPENED.match(line):
            yield "\n".join(block)
            block = []
        block.append(line)
    yield "\n".join(block)
