"""MathML without TeX beside it, written as TeX by Pandoc."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree
from lxml.etree import _Element

from sapere.readers.formulas import annotation
from sapere.readers.limits import Limits
from sapere.readers.pandoc import to_html
from sapere.research.errors import Unreadable

_MOST = 3_000  # formulas of one page
_WRITTEN = re.compile(r'<span class="math (?:inline|display)">(.*?)</span>', re.DOTALL)


def write_as_tex(page: _Element, limits: Limits) -> None:
    """Give every MathML formula of the page that has no TeX one of its own, by Pandoc, all at once.

    Where Pandoc cannot, the formula is read as its symbols in order.
    """
    plain = (math for math in page.iter("math") if not (annotation(math) or math.get("alttext")))
    formulas = list(islice(plain, _MOST))
    if not formulas:
        return
    markup = "".join(
        f"<p>{etree.tostring(math, encoding='unicode', with_tail=False)}</p>" for math in formulas
    )
    try:
        written = _WRITTEN.findall(to_html(markup.encode(), "html", limits, name="formula"))
    except Unreadable:
        return
    if len(written) == len(formulas):
        for math, tex in zip(formulas, written, strict=True):
            math.set("alttext", _unescaped(tex))


def _unescaped(markup: str) -> str:
    return "".join(etree.fromstring(f"<x>{markup}</x>").itertext())
