"""Lines that only lead over to what follows them: no answer, whatever of the question stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sapere.research.answering.evidence import Weighed

_LEADS = re.compile(r"[:：][\s*_”’\"»」)]*$|^(?:>>>.*?\s)?Traceback \(most recent call last\)")


def leads_over(text: str) -> bool:
    return _LEADS.search(text) is not None


def sayable(weighed: Sequence[Weighed]) -> list[Weighed]:
    """The same passages with those lines alone that say something themselves."""
    return [
        replace(one, lines=tuple(line for line in one.lines if not leads_over(line.text))) for one in weighed
    ]
