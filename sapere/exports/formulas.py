"""Formulas in TeX as formulas in Typst. Pandoc writes them anew; what it does not understand stays TeX.

https://typst.app/docs/reference/math/
"""

from __future__ import annotations

import re
from collections.abc import Collection

from sapere.exports import tree
from sapere.exports.office import written

LONGEST = 600
"""Characters; what is longer is no formula that one reads."""
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_CODE = re.compile(r"(?<!\\)#")


def typst_formulas(formulas: Collection[str]) -> dict[str, str]:
    """What stands between the dollar signs, for each that could be written; the others are not in it."""
    asked = {tex: " ".join(tex.split()) for tex in formulas if tex.strip() and len(tex) <= LONGEST}
    if not asked:
        return {}
    blocks = [tree.paragraph([tree.formula(tex, display=False)]) for tex in asked.values()]
    answer = written(tree.document({}, blocks), "typst", ("--wrap=none",)).decode()
    lines = answer.strip().split("\n\n")
    if len(lines) != len(asked):
        return {}
    return {tex: line[1:-1] for tex, line in zip(asked, lines, strict=True) if _is_formula(line)}


def _is_formula(line: str) -> bool:
    """Between dollar signs, and none of Typst's code in it."""
    return len(line) > 2 and line[0] == line[-1] == "$" and not _CODE.search(_STRING.sub("", line))
