"""Code on a page of the small topic of :mod:`tests.doubles.seeded`."""

from __future__ import annotations

from sapere.topics import queries
from sapere.topics.models import Page, Run

HELLO = 'const leaves = [1, 2, 3];\nconsole.log("sum", leaves.reduce((a, b) => a + b, 0));'
PYTHON = "def area(r):\n    return 3.14 * r * r\n\nprint(area(2))"


def coded(run: Run, *blocks: str) -> str:
    """Puts the blocks on the first page of the topic's tree, behind what stands there; gives the concept's id."""
    assert run.topic is not None
    concept = next(one for one in queries.concepts(run.topic) if one.depth)
    page = Page.objects.get(concept=concept)
    cited = page.sections[0]["sentences"][0]["citations"]
    lines = [
        {"text": text, "state": "quoted", "citations": cited, "kind": "code"}
        for text in blocks or (HELLO, PYTHON)
    ]
    page.sections = [*page.sections, {"heading": "An example", "sentences": lines}]
    page.save()
    return str(concept.pk)
