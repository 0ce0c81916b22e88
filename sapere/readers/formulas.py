"""Formulas in one form: TeX without the signs around it, whether a page holds TeX, MathML or a picture of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.etree import _Element

_AROUND = re.compile(r"\\\((.*)\\\)|\\\[(.*)\\\]|\$\$(.*)\$\$|\$([^$]*)\$", re.DOTALL)
_STYLED = re.compile(r"\{\s*\\(?:display|text)style\b\s*(.*)\}", re.DOTALL)
_OF_ITS_OWN = re.compile(r"\\\[(?:(?!\\\[|\\\]).)+\\\]|\$\$[^$]+\$\$", re.DOTALL)
_RAISED = str.maketrans("0123456789+-−()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾")


def formula_source(element: _Element) -> str:
    """The formula as its author wrote it (TeX), or as its symbols in order."""
    return bare(annotation(element) or element.get("alttext") or "".join(element.itertext()))


def bare(source: str) -> str:
    """The TeX inside the signs that set it off from the words around it."""
    source = " ".join(source.split())
    if around := _AROUND.fullmatch(source):
        source = next(filter(None, around.groups()), "").strip()
    styled = _STYLED.fullmatch(source)
    return styled.group(1).strip() if styled and _balanced(styled.group(1)) else source


def is_formula(paragraph: str) -> bool:
    """Whether all of it is one formula set off by TeX's own signs for that."""
    return paragraph.startswith(("\\[", "$$")) and _OF_ITS_OWN.fullmatch(paragraph) is not None


def is_displayed(element: _Element) -> bool:
    """Whether the formula stands in a line of its own."""
    said = element.get("display") == "block" or "display" in element.get("type", "")
    return (
        said
        or element.tag == "div"
        or "display" in element.get("class", "").split()
        or _stands_alone(element)
    )


def _stands_alone(element: _Element) -> bool:
    """Whether the formula is all that its paragraph holds, or the item into which an encyclopedia puts it."""
    parent = element.getparent()
    while parent is not None and parent.tag == "span":
        parent = parent.getparent()
    if parent is None or parent.tag not in ("p", "div", "center", "figure", "dd"):
        return False
    own = sum(1 for _ in _signs(element))
    return not any(True for _ in islice(_signs(parent), own, None))


def _signs(element: _Element) -> Iterator[str]:
    """All of its text but white space, one sign after the other: a long paragraph is not gone through to its end for
    each formula in it."""
    return (sign for text in element.itertext() for sign in str(text) if not sign.isspace())


def is_marked(element: _Element) -> bool:
    """Whether it holds TeX in the way in which documentation generators and Pandoc leave it to a script."""
    classes = element.get("class")
    if not classes or "math" not in classes or "math" not in classes.split():
        return False
    start = (element.text or "").lstrip()
    return start.startswith(("\\(", "\\[", "$")) or (
        element.tag == "div" and element.find(".//table") is None
    )


def raised(text: str) -> str:
    """``10`` and a raised ``6`` must not become ``106``: figures and signs are written as raised ones."""
    return text.translate(_RAISED) if text and not text.strip("0123456789+-−()") else text


def annotation(element: _Element) -> str:
    """The TeX that was left inside the MathML; empty when there is none."""
    for note in element.iter("annotation", "{http://www.w3.org/1998/Math/MathML}annotation"):
        if "tex" in note.get("encoding", "").lower():
            return (note.text or "").strip()
    return ""


def _balanced(tex: str) -> bool:
    depth = 0
    for sign in tex:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0
