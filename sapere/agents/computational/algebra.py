"""What can be worked out on this machine: derivatives, integrals, limits, equations, number theory; no network.

SymPy does the work (https://docs.sympy.org/latest/, BSD licence). A topic that is no formula and asks for none
has nothing here. The text is never run: :mod:`~sapere.agents.computational.expressions` reads it.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from sapere.agents.computational.calculator import Effort, Worked, work_out
from sapere.agents.computational.tasks import task
from sapere.kit.text import normalise, squeeze
from sapere.research.reach import as_page
from sapere.research.shapes import Brief, Finding, Raw


class Algebra:
    """One worked result for a topic that is a formula or asks for something to be worked out."""

    name = "SymPy"
    needs_network = False

    def __init__(self, effort: Effort | None = None) -> None:
        self._effort = effort or Effort()

    def skip_reason(self, brief: Brief) -> str:  # noqa: ARG002 - the port hands it to all
        return ""

    def find(self, brief: Brief, queries: Sequence[str], limit: int) -> Iterator[Finding]:  # noqa: ARG002
        """Raises ``Unreadable`` when it is a task, but one too hard to be worked out here."""
        for asked in dict.fromkeys((*queries, brief.title)):
            if found := task(normalise(asked)):
                yield _finding(asked, work_out(found.plain(), self._effort))
                return

    def fetch(self, finding: Finding) -> Raw:
        return as_page(finding)


def _finding(asked: str, worked: Worked) -> Finding:
    return Finding(
        agent="computational",
        locator=f"sympy:{quote(squeeze(asked))}",
        title=worked.title,
        kind="facts",
        snippet=next((text for kind, text in worked.lines if kind == "text"), ""),
        language="en",
        author="SymPy",
        service=Algebra.name,
        body="\n".join(_element(kind, text) for kind, text in worked.lines),
    )


def _element(kind: str, text: str) -> str:
    shown = html.escape(text, quote=False)
    if kind == "heading":
        return f"<h2>{shown}</h2>"
    return rf'<div class="math">\[{shown}\]</div>' if kind == "formula" else f"<p>{shown}</p>"
