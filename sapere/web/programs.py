"""Which language a block of code is in, as far as it matters: whether a browser can run it here."""

from __future__ import annotations

import re

from sapere import settings
from sapere.kit.ids import content_hash

JAVASCRIPT, PYTHON = "javascript", "python"
_LONGEST = 20_000
_PROMPT = ">>> "

_SIGNS = {
    JAVASCRIPT: re.compile(
        r"\bconsole\.\w+\(|^\s*(?:const|let|var)\s+[\w${\[][^:\n]*?=(?!=)|=>|\bfunction\b\s*\*?\s*\w*\s*\(|===|!=="
        r"|^\s*(?:async\s+)?function\b|\bnew Promise\(|\bMath\.\w+\(",
        re.MULTILINE,
    ),
    PYTHON: re.compile(
        r"^\s*(?:def|class)\s+\w+.*:\s*$|^\s*(?:from\s+[\w.]+\s+)?import\s+[\w., ]+$|\bprint\(|^>>> |^\s*elif\b|\bself\.",
        re.MULTILINE,
    ),
}
_NOT_JAVASCRIPT = re.compile(
    # Types, markup, modules and what only a page or a server has.
    r"^\s*(?:def|elif|using|package|fn|func|impl|interface|#include|public|private|<\?php)\b|<\?php|^\s*#include|\w\s*:=|::"
    r"|^\s*(?:import\s.*\bfrom\b|import\s+['\"]|export\s)|\brequire\(|\bdocument\.|\bwindow\.|^\s*<|\breturn\s*\(?\s*<|\blet mut\b"
    r"|^\s*(?:const|let|var)\s+\w+\s*:\s*\w|\)\s*:\s*\w+\s*(?:=>|\{)|\becho\b|^\s*\$ ",
    re.MULTILINE,
)


def told_language(code: str) -> str:
    """``javascript``, ``python``, or empty where it can be told to be neither. Guessed from its words."""
    if len(code) > _LONGEST:
        return ""
    votes = {language: len(signs.findall(code)) for language, signs in _SIGNS.items()}
    if votes[PYTHON] > votes[JAVASCRIPT]:
        return PYTHON
    return JAVASCRIPT if votes[JAVASCRIPT] and not _NOT_JAVASCRIPT.search(code) else ""


def runnable(code: str) -> str:
    """The language in which a browser can run it here; empty where it cannot."""
    language = told_language(code)
    return language if language == JAVASCRIPT or settings.current().pyodide else ""


def as_typed(code: str) -> str:
    """What was typed at Python's prompt, without the prompt and without what Python said; any other code as it is."""
    if not any(line.startswith(_PROMPT) for line in code.splitlines()):
        return code
    typed = [line[4:] for line in code.splitlines() if line.startswith((_PROMPT, "... ")) or line == "..."]
    return "\n".join(typed)


def digest(code: str) -> str:
    """A name for the block on its page."""
    return content_hash(code)[:10]
