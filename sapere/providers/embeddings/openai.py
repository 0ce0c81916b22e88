"""Any endpoint that speaks OpenAI's embeddings protocol: OpenAI's own, Ollama, vLLM, llama.cpp, LiteLLM, TEI.

https://platform.openai.com/docs/api-reference/embeddings/create. Vectors are asked for as plain numbers, which is the
default there and all that some servers know.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sapere.kit.http import HttpClient
from sapere.kit.token_estimate import estimated_tokens
from sapere.providers.embeddings.answers import vectors
from sapere.providers.embeddings.paying import Bill, Till
from sapere.providers.embeddings.prefixes import prefixes
from sapere.providers.embeddings.refusals import translated
from sapere.research.errors import TooLong
from sapere.research.ports import Scope
from sapere.research.reach import endpoint

OPENAI = "https://api.openai.com/v1"
TEXTS = 64
"""Texts in one request at most."""
FIRST = 8
"""Texts in the first request: nobody knows yet how fast the endpoint is."""
LONG = 20.0
"""Seconds for one request of several texts beyond which the next ones hold half as many: a slow server is given what
it can do in time, and the pass can be stopped."""
TOKENS = 8000
"""Estimated tokens in one request at most, as long as it has more than one text."""
PATIENCE = 120.0
"""Seconds for one request: a model on a plain processor takes half a second for a passage."""
QUERY_PATIENCE = 4.0
"""Seconds for a query: somebody waits for it, and words alone find most of it."""
SHORTEST = 200
"""Characters below which a text that is still too long for the model is given up."""


class OpenAIEmbedder:
    """Implements :class:`~sapere.research.ports.Embedder`. ``http`` is for this endpoint alone, and closed with it.

    What a call's requests cost is set aside in ``till`` for all of them at once. One with too much in it is sent again in halves, a single text that is too long by its beginning; how much
    goes into one follows what the endpoint does in time. All else
    that fails is raised at once: whoever embeds in the background comes back, and a search does not wait.
    """

    def __init__(
        self,
        http: HttpClient,
        model: str,
        *,
        address: str = OPENAI,
        key: str = "",
        query_patience: float = QUERY_PATIENCE,
        till: Till | None = None,
    ) -> None:
        self.name = f"openai:{model}"
        self._http = http
        self._till = till or Till()
        self._model = model
        self._url = endpoint(address, "/embeddings")
        self._headers = {"authorization": f"Bearer {key}"} if key else {}
        self._prefixes = prefixes(model)
        self._query_patience = query_patience
        self._dimension = 0
        self._most = FIRST
        self._asking = threading.Lock()

    @property
    def dimension(self) -> int:
        """Asked for once, with one short text that nobody pays."""
        with self._asking:
            if not self._dimension:
                self._dimension = len(self._sent(_Asked(["dimension"], self._query_patience, Bill()))[0])
            return self._dimension

    def texts(self, texts: Sequence[str], whose: Scope | None = None) -> list[list[float]]:
        dimension = self.dimension
        sent = [self._prefixes.text + text for text in texts]
        with self._till.paid(self.name, sent, whose) as bill:
            return [
                vector
                for batch in batches(sent, lambda: self._most)
                for vector in self._embedded(_Asked(batch, PATIENCE, bill, dimension))
            ]

    def query(self, text: str, whose: Scope | None = None) -> list[float]:
        """As :meth:`texts`, within seconds."""
        dimension, sent = self.dimension, [self._prefixes.query + text]
        with self._till.paid(self.name, sent, whose) as bill:
            return self._embedded(_Asked(sent, self._query_patience, bill, dimension))[0]

    def close(self) -> None:
        self._http.close()

    def _embedded(self, asked: _Asked) -> list[list[float]]:
        try:
            return self._sent(asked)
        except TooLong:
            parts = _parted(asked.batch)
            if not parts:
                raise
            return [one for part in parts for one in self._embedded(replace(asked, batch=part))]

    def _sent(self, asked: _Asked) -> list[list[float]]:
        body: dict[str, Any] = {"model": self._model, "input": list(asked.batch)}
        count = len(asked.batch)
        began = time.monotonic()
        try:
            with translated(self._url, self._model):
                answer = self._http.post_json(self._url, body, headers=self._headers, seconds=asked.patience)
                asked.bill.answered(asked.batch, answer)
                return vectors(answer, count=count, dimension=asked.dimension)
        finally:
            self._most = paced(self._most, count, time.monotonic() - began)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request. ``patience`` in seconds; ``dimension`` 0 is any."""

    batch: Sequence[str]
    patience: float
    bill: Bill
    dimension: int = 0


def paced(most: int, count: int, seconds: float) -> int:
    """How many texts the next requests hold, when one of so many took so long."""
    if count > 1 and seconds > LONG:
        return max(1, count // 2)
    return min(TEXTS, 2 * most) if count == most and seconds < LONG / 4 else most


def batches(texts: Sequence[str], most: Callable[[], int] = lambda: TEXTS) -> Iterator[list[str]]:
    """The texts in their order, in requests of at most so many, within :data:`TOKENS`."""
    batch: list[str] = []
    left = TOKENS
    for text in texts:
        size = estimated_tokens(text)
        if batch and (len(batch) >= most() or size > left):
            yield batch
            batch, left = [], TOKENS
        batch.append(text)
        left -= size
    if batch:
        yield batch


def _parted(batch: Sequence[str]) -> list[Sequence[str]]:
    """What is sent instead of a request that was too much: two halves, or the first half of a single text."""
    if len(batch) > 1:
        middle = len(batch) // 2
        return [batch[:middle], batch[middle:]]
    beginning = batch[0][: len(batch[0]) // 2]
    return [[beginning]] if len(beginning) >= SHORTEST else []
