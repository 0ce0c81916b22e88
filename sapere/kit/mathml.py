"""TeX from a source as MathML that a browser draws. A source may write anything, so what the converter gives is
built anew from a closed list of elements and attributes; whatever else is in it, the formula is shown as TeX.

MathML Core: https://www.w3.org/TR/mathml-core/
"""

from __future__ import annotations

import re
from functools import lru_cache

from latex2mathml.converter import convert
from lxml import etree

LONGEST = 600
"""Characters of TeX; what is longer is no formula that one reads."""

_SPACE = "http://www.w3.org/1998/Math/MathML"
_ELEMENTS = frozenset(
    "math mrow mi mn mo ms mtext mspace mfrac msqrt mroot mstyle mpadded mphantom menclose msub msup msubsup munder mover "
    "munderover mmultiscripts mprescripts none mtable mtr mtd".split()
)
_ATTRIBUTES = frozenset(
    "display displaystyle scriptlevel mathvariant stretchy fence separator form lspace rspace largeop movablelimits "
    "accent accentunder linethickness width height depth voffset columnalign rowspacing columnspacing minsize maxsize"
    " symmetric notation".split()
)
_PLAIN = re.compile(r"[\w.,+%#-]{0,40}")
_DEEPEST = 40
_COMMAND = re.compile(r"\\[a-zA-Z]+")


@lru_cache(maxsize=2048)
def mathml(tex: str, *, display: bool = True) -> str:
    """The formula as one ``<math>`` element with its TeX as ``alttext``; empty when it cannot be drawn faithfully."""
    if not tex.strip() or len(tex) > LONGEST or tex.count("{") > 4 * _DEEPEST:
        return ""
    try:
        drawn = etree.fromstring(convert(tex, display="block" if display else "inline"), _parser())
    except Exception:  # noqa: BLE001 - the converter has no common error; TeX is shown instead
        return ""
    if not _is_faithful(drawn):
        return ""
    drawn.set("alttext", tex)
    return etree.tostring(drawn, encoding="unicode")


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)


def _is_faithful(drawn: etree._Element) -> bool:
    """Nothing but what MathML draws, and no command left over that the converter did not know."""
    for element in drawn.iter():
        if not isinstance(element.tag, str) or element.prefix is not None or element.tail:
            return False
        name = etree.QName(element)
        if name.namespace != _SPACE or name.localname not in _ELEMENTS or _COMMAND.search(element.text or ""):
            return False
        if not all(key in _ATTRIBUTES and _PLAIN.fullmatch(value) for key, value in element.attrib.items()):
            return False
    return True
