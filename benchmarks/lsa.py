"""A real dense embedder without anybody's weights: latent semantic analysis of the corpus itself, behind an endpoint
that speaks OpenAI's protocol on this machine.

It knows no word that its corpus does not hold and nothing of the world: what it adds to words is which of them keep the
same company there. A trained model knows more.
"""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline, make_union

from tests.fakes.server import Reply, Request, Server, serving

NAME = "LSA of the corpus itself"
DIMENSION = 256


class Lsa:
    """TF-IDF of words and of runs of two to five characters, brought down to 256 numbers."""

    def __init__(self, passages: Sequence[str]) -> None:
        counted = make_union(
            TfidfVectorizer(sublinear_tf=True, token_pattern=r"(?u)\w+"),  # noqa: S106 - a word, not a password
            TfidfVectorizer(sublinear_tf=True, analyzer="char_wb", ngram_range=(2, 5), max_features=60_000),
        )
        dimension = min(DIMENSION, len(passages) - 1)
        self._pipeline = make_pipeline(counted, TruncatedSVD(dimension, random_state=7))
        self._pipeline.fit(passages)

    def vectors(self, texts: Sequence[str]) -> Any:
        """One row each; a text without a known word leans nowhere, but has a length."""
        return self._pipeline.transform(texts) + 1e-9


@contextmanager
def endpoint(model: Lsa) -> Iterator[Server]:
    computing = threading.Lock()

    def answer(request: Request, connection: socket.socket, gone: threading.Event) -> Reply:
        del connection, gone
        with computing:
            vectors = model.vectors(json.loads(request.body)["input"])
        rows = [{"index": place, "embedding": row.tolist()} for place, row in enumerate(vectors)]
        return Reply(json.dumps({"data": rows}).encode(), headers={"Content-Type": "application/json"})

    with serving(answer) as server:
        yield server
