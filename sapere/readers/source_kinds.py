"""Texts written in a language of their own (RTF, LaTeX, Org, program code …): known by their first bytes or by name."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from sapere.research.shapes import Raw

CODE = frozenset(
    ".adb .ads .asm .awk .bash .c .cc .cljs .clj .cls .cpp .cs .cxx .d .dart .el .elm .erl .ex .exs .f90 .f95 .fs .gd "
    ".go .groovy .h .hh .hpp .hs .hxx .java .jl .js .jsx .kt .kts .lisp .lua .m .mjs .ml .mli .mm .nim .pas .php .pl "
    ".pm .proto .ps1 .py .pyi .pyx .r .rb .rs .s .scala .scm .sh .sql .sv .swift .tcl .ts .tsx .v .vb .vhd .vim .zig "
    ".zsh".split()
)
_START = 8192
_LATEX = re.compile(rb"(?:[ \t\r]*(?:%[^\n]*)?\n)*[ \t]*\\documentclass\b")
_HEAD = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\n]*\n(?:[ \t]+[^\n]*\n)*){2,}\r?\n")
_MAIL = re.compile(
    rb"^(?:mime-version|message-id|received|snapshot-content-location)\s*:", re.IGNORECASE | re.MULTILINE
)


def by_bytes(body: bytes) -> str:
    """``rtf``, ``ipynb``, ``fb2`` or ``mhtml``; empty for what is none of them."""
    start = body[:_START].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if start.startswith(b"{") and b'"cells"' in body and b'"nbformat"' in body:
        return "ipynb"
    if start.startswith(b"<") and b"<FictionBook" in start:
        return "fb2"
    head = _HEAD.match(start)
    return "mhtml" if head and _MAIL.search(head.group()) else ""


def by_name(raw: Raw) -> str:
    """``latex``, ``org`` or ``code``, of what is neither a page nor Markdown; LaTeX also by how it begins."""
    ending = suffix(raw)
    if ending in (".tex", ".latex") or _LATEX.match(raw.body[:_START].removeprefix(b"\xef\xbb\xbf")):
        return "latex"
    if ending == ".org":
        return "org"
    return "code" if ending in CODE else ""


def suffix(raw: Raw) -> str:
    """The ending of the file's name in its address, in small letters; of ``https://a.org`` there is none."""
    try:
        parts = urlsplit(raw.locator)
    except ValueError:
        return ""
    return PurePosixPath(unquote(parts.path)).suffix.lower()
