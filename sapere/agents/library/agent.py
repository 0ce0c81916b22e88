"""Finds what the learner already has: the own library first, then the reference that comes with Python."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sapere.agents.library.python_reference import AUTHOR, LICENCE, ROOT
from sapere.agents.library.score import Candidate, Topic, candidates, score
from sapere.kit.text import squeeze
from sapere.research.cut import Span
from sapere.research.errors import Damaged, Unreachable
from sapere.research.index import load, load_text
from sapere.research.ports import Index, Scope, Store
from sapere.research.shapes import Brief, Document, Finding, Raw

FEW = 3
"""With fewer documents of one's own than this, the installed reference is looked into as well."""
PASSAGES = 400
"""Passages asked of the index with each query."""
LOOKED_AT = 48
"""Documents that are opened and weighed, most promising first."""
SNIPPET = 300
"""Characters of the best passage, shown while the run goes on."""
_WORTH = 0.25
"""Of the best document's score: what is worth less is only mentioned in passing and would lead astray."""


class LibraryAgent:
    """``scope`` says whose library, and which roots of it; documents were read and indexed before."""

    name = "library"
    needs_network = False

    def __init__(self, index: Index, store: Store, scope: Scope) -> None:
        self._index = index
        self._store = store
        self._scope = scope
        self._reference = replace(scope, topic="", roots=(ROOT,))

    def skip_reason(self, brief: Brief) -> str:  # noqa: ARG002 - the port hands it to all
        if self._index.count(self._scope) or self._index.count(self._reference):
            return ""
        return "The library is empty: add a file or a folder to it."

    def find(self, brief: Brief) -> Iterator[Finding]:
        if brief.whole_library:
            yield from self._all()
            return
        own = self._found(brief, self._scope)
        if ROOT not in self._scope.roots:
            own = [finding for finding in own if not finding.locator.startswith(ROOT)]
        yield from own
        if len(own) < FEW and self._scope.roots != (ROOT,):
            seen = {finding.snapshot for finding in own}
            yield from (item for item in self._found(brief, self._reference) if item.snapshot not in seen)

    def fetch(self, finding: Finding) -> Raw:
        """The kept text: whatever this agent finds was read before."""
        try:
            text = load_text(self._store, finding.snapshot)
        except KeyError:
            raise Unreachable(f"“{finding.title}” is no longer kept; add it to the library again.") from None
        return Raw(text.encode("utf-8"), media_type="text/plain", charset="utf-8", locator=finding.locator)

    def _all(self) -> Iterator[Finding]:
        """Every document of the scope; the installed reference only where it was asked for or is all there is."""
        listed = self._index.documents(self._scope)
        own = [item for item in listed if not item.locator.startswith(ROOT)]
        for item in listed if ROOT in self._scope.roots or not own else own:
            candidate = Candidate(item.document, item.title, item.locator, item.language)
            yield self._finding(candidate, self._opened(candidate)[0], 1.0)

    def _found(self, brief: Brief, scope: Scope) -> list[Finding]:
        """Documents about the topic, best first."""
        queries = brief.queries.get(self.name) or (brief.title,)
        topic = Topic(queries[0], brief.language)
        answers = [
            self._index.search(scope, query, language=brief.language, limit=PASSAGES) for query in queries
        ]
        promising = candidates(answers)[:LOOKED_AT]
        weighed = [self._weighed(candidate, topic, promising[0].rank) for candidate in promising]
        best = max((finding.score for finding in weighed), default=0.0)
        worth = [finding for finding in weighed if finding.score and finding.score >= _WORTH * best]
        return sorted(worth, key=lambda finding: (-finding.score, finding.locator))

    def _weighed(self, candidate: Candidate, topic: Topic, most: float) -> Finding:
        document, spans = self._opened(candidate)
        worth = score(document, spans, topic=topic, rank=candidate.rank / most)
        return self._finding(candidate, document, round(worth, 4))

    def _opened(self, candidate: Candidate) -> tuple[Document, tuple[Span, ...]]:
        try:
            return load(self._store, candidate.sha256)
        except KeyError:
            raise Damaged(
                f"The text of “{candidate.title}” is in the index but not in the store.",
                advice="Rebuild the index, or add the document to the library again.",
            ) from None

    def _finding(self, candidate: Candidate, document: Document, worth: float) -> Finding:
        is_reference = candidate.locator.startswith(ROOT)
        hit = candidate.best
        return Finding(
            agent=self.name,
            locator=candidate.locator,
            title=document.title or candidate.title,
            kind="reference" if is_reference else "page",
            snippet=squeeze(document.text[hit.start : hit.end])[:SNIPPET] if hit else "",
            language=document.language or candidate.language,
            author=document.author or (AUTHOR if is_reference else ""),
            published=document.published,
            licence=document.licence or (LICENCE if is_reference else ""),
            score=worth,
            snapshot=candidate.sha256,
        )
