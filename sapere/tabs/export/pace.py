"""What is made while one waits, and what beside: by the size of the topic and what a format takes for it."""

from __future__ import annotations

from types import MappingProxyType

from django.db.models import Sum

from sapere.exports.formats import FORMATS
from sapere.topics.models import Topic

AT_ONCE = MappingProxyType(
    {"pdf": 100, "docx": 100, "epub": 60, "pptx": 40, "anki": 1000, "archive": 300, "json": 500}
)
"""Concepts up to which a file of this format is there in about two seconds on two cores."""
OTHERS = 2000
LARGE = 20_000_000
"""Characters of its sources together from which a file that holds their texts is made beside."""


def beside(of: Topic) -> frozenset[str]:
    """The formats in which this topic is made beside."""
    concepts = of.concepts.count()
    characters = of.sources.aggregate(Sum("snapshot__characters"))["snapshot__characters__sum"] or 0
    return frozenset(
        name
        for name, form in FORMATS.items()
        if concepts > AT_ONCE.get(name, OTHERS) or (form.whole and characters > LARGE)
    )
