"""Markdown to a document, by the tokens of its parser. Raw HTML inside gives its words, never its tags."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack

from markdown_it import MarkdownIt
from markdown_it.token import Token

from sapere.kit.language import primary
from sapere.readers.addresses import absolute
from sapere.readers.draft import Details, Draft
from sapere.readers.limits import Limits
from sapere.research.shapes import Document

_FRONT = re.compile(r"\A---[ \t]*\n(.{0,5000}?)\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_FIELD = re.compile(
    r"^(title|author|date|lang|language|license|licence)\s*:\s*(.+)$", re.IGNORECASE | re.MULTILINE
)
_TAG = re.compile(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|</?[a-zA-Z][^<>]*>", re.DOTALL | re.IGNORECASE)
_KINDS = {"bullet_list": "list", "ordered_list": "list", "blockquote": "quote", "table": "table"}
_ENDS = frozenset(("paragraph_close", "list_item_open", "list_item_close", "tr_close", "hr"))


def read(text: str, locator: str, limits: Limits, *, partial: bool = False) -> Document:
    """Headings, lists, tables, quotes and code as they stand; the front matter gives title, author and date."""
    cut = text[: limits.markup]
    front = _FRONT.match(cut)
    fields = (
        {key.lower(): value.strip(" \"'") for key, value in _FIELD.findall(front.group(1))} if front else {}
    )
    tokens = (
        MarkdownIt("commonmark", {"maxNesting": 50})
        .enable("table")
        .parse(cut[front.end() :] if front else cut)
    )
    draft = Draft(limits.text)
    _lay(draft, tokens, locator)
    details = Details(
        title=fields.get("title") or _first_heading(tokens),
        language=primary(fields.get("lang") or fields.get("language") or ""),
        author=fields.get("author", ""),
        published=fields.get("date", "")[:10],
        licence=fields.get("license") or fields.get("licence") or "",
    )
    return draft.document(details, partial=partial or len(cut) < len(text))


def _first_heading(tokens: Sequence[Token]) -> str:
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            return "".join(_words(tokens[at + 1]))
    return ""


def _lay(draft: Draft, tokens: Sequence[Token], locator: str) -> None:
    blocks: list[ExitStack] = []
    depth = {"list": 0}
    for at, token in enumerate(tokens):
        name, _, edge = token.type.rpartition("_")
        if token.type == "inline":
            if tokens[at - 1].type == "heading_open":
                draft.heading(int(tokens[at - 1].tag[1]), "".join(_words(token)))
            else:
                _lay_inline(draft, token, locator)
        elif name in _KINDS:
            _turn(draft, blocks, _KINDS[name], edge, depth)
        elif token.type in ("fence", "code_block"):
            draft.verbatim(token.content, "code")
        elif token.type == "html_block":
            draft.inline(_TAG.sub(" ", token.content))
            draft.end_paragraph()
        elif token.type in ("td_close", "th_close"):
            if tokens[at + 1].type != "tr_close":
                draft.inline(" | ")
        elif token.type in _ENDS:
            draft.end_paragraph()


def _turn(draft: Draft, blocks: list[ExitStack], kind: str, edge: str, depth: dict[str, int]) -> None:
    """Open or close a block. A list inside a list goes on with the outer one, so its items stay together."""
    if edge == "open":
        stack = ExitStack()
        draft.end_paragraph()
        if kind != "list" or not depth["list"]:
            stack.enter_context(draft.block(kind))
        depth["list"] += kind == "list"
        blocks.append(stack)
    else:
        depth["list"] -= kind == "list"
        blocks.pop().close()


def _lay_inline(draft: Draft, token: Token, locator: str) -> None:
    target, words = "", ""
    for child in token.children or ():
        if child.type == "link_open":
            target, words = str(child.attrGet("href") or ""), ""
        elif child.type == "link_close":
            draft.link(absolute(locator, target), words)
        elif child.type == "hardbreak":
            draft.line_break()
        else:
            text = _word(child)
            words += text
            draft.inline(text)


def _words(token: Token) -> Iterator[str]:
    return (_word(child) for child in token.children or ())


def _word(token: Token) -> str:
    if token.type in ("text", "code_inline"):
        return token.content
    return " " if token.type in ("softbreak", "hardbreak") else ""
