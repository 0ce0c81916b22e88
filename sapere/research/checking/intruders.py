"""What no sentence may carry unless its evidence does: addresses, markup, and orders to the reader."""

from __future__ import annotations

import re

from sapere.kit.text import normalise, squeeze
from sapere.research.checking.pairs import Compared

_ADDRESS = re.compile(
    r"\b[a-z][a-z0-9+.-]{1,20}:/{1,3}\S+|\bwww\.\S+|\b[\w.+-]+@[\w-]+\.\w+|\b(?:javascript|data|mailto|vbscript|file|tel):\S+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev|info|example|test|co|gov|edu|ru|cn|de|uk|xyz|top|site|online|app|ai)\b(?:/\S*)?",
    re.IGNORECASE,
)
_MARKUP = re.compile(
    r"</?[a-z!][^>]*>?|&(?:#\w+|[a-z]{2,8});|!?\[[^\]]*\]\([^)]*\)|\[[^\]]+\]:|`{3}|\{\{|\}\}|\{%|<\?|\bon\w{3,12}\s*=|\bhx-[\w-]+|\bstyle\s*=|^\s*(?:#{1,6}|>|\|)\s|\\[a-z]{3,}\{|\$\$",
    re.IGNORECASE,
)
# Words that ask the reader to do something outside the page, and openings that tell a reader, or a model, what to do.
_ASKING = re.compile(
    r"\b(?:click|visit|download|subscribe|sign up|log ?in|buy|order now|contact|e-?mail|phone|donate|install|register|follow us|password|api key|credit card|"
    r"our (?:web)?site|ignore (?:all|any|the|previous|prior)|disregard|system prompt|previous instructions|as an ai|language model|you must|you should|you need to|"
    r"make sure|be sure|do not forget|don['’]t forget)\b",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"^(?:please|click|visit|open|run|use|try|delete|remove|send|tell|ask|ignore|forget|remember|note|never|always|do not|don['’]t|stop|take|go to|enter|type|copy|paste|see|read|check|"
    r"avoid|keep|give|let|consider|imagine|call|buy|write|reply|answer)\b(?! of\b)",
    re.IGNORECASE,
)
_MARKS = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)|(?<!`)`(?!`)|\s?\[\d{1,3}(?:, ?\d{1,3})*\]")


def plainly(text: str) -> str:
    """One line of text without what cannot be seen, without marks of emphasis, code and footnotes."""
    return squeeze(_MARKS.sub("", normalise(text)))


def intruders(compared: Compared) -> str:
    """The reason why something in the sentence may not be shown, or ""."""
    around = compared.around.lower()
    for pattern, reason in (
        (_ADDRESS, "Leave addresses out: {} is not in the words you quote."),
        (_MARKUP, "Write plain text without markup: {}"),
        (_ASKING, "The source does not ask the reader for that: {}."),
    ):
        for found in pattern.finditer(compared.text):
            if found.group().strip().lower() not in around:
                return reason.format(found.group().strip())
    order = _ORDER.match(compared.text)
    if order and not re.search(
        rf"(?:^|[.;:,!?] |\b(?:to|must|should|can|may|not|you) ){re.escape(order.group())}\b",
        compared.around,
        re.IGNORECASE,
    ):
        return "Say what is so; do not tell the reader what to do."
    return ""
