"""The words that some models were trained to see before a question or a passage, as their makers' pages say.

Servers hand texts on as they are, so they are put before them here. A model that is not listed is given the bare text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prefixes:
    query: str = ""
    text: str = ""


_SEARCHING = "Represent this sentence for searching relevant passages: "
_KNOWN = (
    (r"\be5-(?:small|base|large)(?!.*instruct)", Prefixes("query: ", "passage: ")),
    (r"\bnomic-embed-text", Prefixes("search_query: ", "search_document: ")),
    (r"\bembedding-?gemma", Prefixes("task: search result | query: ", "title: none | text: ")),
    (
        r"\bbge-(?:small|base|large)-en|\bmxbai-embed|\bsnowflake-arctic-embed(?!2|.*-v2)",
        Prefixes(_SEARCHING),
    ),
)


def prefixes(model: str) -> Prefixes:
    """Those for a model's name, wherever it is served: ``intfloat/multilingual-e5-small``, ``nomic-embed-text:v1.5``."""
    return next((words for sign, words in _KNOWN if re.search(sign, model, re.IGNORECASE)), Prefixes())
