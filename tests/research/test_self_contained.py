"""At least 95 % of a page's sentences read as sentences without their source beside them.

Counted by rules of its own, over pages written from real text: an opening that points back is in order only
where the sentence before it in the source stands directly before it on the page.
"""

from __future__ import annotations

import pydoc_data.topics
import re
from collections.abc import Iterator

import pytest

from sapere.research.shapes import Level, Material, Page, Sentence
from sapere.research.verify import verify
from sapere.research.writing import write
from tests.research.material import material, underlined, written

POINTS_BACK = re.compile(
    r"[\"“'(]*(?:this|these|those|he|she|it|they|his|her|hers|its|their|him|them|such|however|therefore|thus|hence|also"
    r"|moreover|furthermore|consequently|then|but|and|or|so|yet|nevertheless|otherwise|instead|additionally|similarly"
    r"|for example|for instance|in addition|in contrast|on the other hand|as a result|in this|in that|in these|in such"
    r"|the former|the latter|the above|the same|as above|see below|see above|both of|another|here|which|because of this"
    r"|that is|if so|in other words|likewise|meanwhile|finally|when it|if it|if they|when this|note that this)\b",
    re.IGNORECASE,
)
PAGE_TALK = re.compile(
    r"\b(?:see above|see below|as above|shown below|listed below|this section|this chapter|following)\b"
)
FURNITURE = re.compile(
    r"(?:see also|new in version|changed in version|deprecated since|note:|warning:|tip:|references|\[\d+\]|[|+*=-]{3})",
    re.IGNORECASE,
)
TOPICS = {
    "exceptions": "Exceptions",
    "with": "The with statement",
    "class": "Classes",
    "function": "Functions",
    "try": "The try statement",
    "naming": "Naming and binding",
    "execmodel": "Execution model",
    "objects": "Objects, values and types",
    "formatstrings": "Format string syntax",
    "typesseq": "Sequence types",
    "import": "The import statement",
    "types": "The standard type hierarchy",
    "async": "Coroutines",
    "dynamic-features": "Interaction with dynamic features",
    "specialnames": "Special method names",
    "lambda": "Lambdas",
}
GARDEN = (
    "# Composting",
    (
        "Composting is the controlled decay of plant matter into a dark, crumbly soil conditioner. It is done by microbes "
        "that need air, water and food. However, a heap that is packed too tightly turns sour within a few days."
    ),
    "See also: Mulching, Soil.",
    "## Materials",
    (
        "A balanced heap holds about thirty parts of carbon to one part of nitrogen. Dry leaves and straw supply the "
        "carbon. These are called browns by most gardeners. Fresh grass and kitchen scraps supply the nitrogen:"
    ),
    "- lawn clippings that have not been sprayed",
    "- vegetable peelings and coffee grounds",
    "Note: Meat and dairy attract rats.",
    "Such a mix heats up within three days of being piled. The heap reaches about sixty degrees in its middle.",
    "New in version 3.8.",
    "## Turning",
    (
        "Turning a heap with a fork brings fresh air to the microbes in the middle. They use the oxygen up in about a week. "
        "For example, a heap of one cubic metre is turned every ten days in summer. As shown above, tight heaps turn sour."
    ),
    "## References",
    "Smith, J. (1999). The Rotten Truth About Compost. Garden Press, pp. 3-9.",
)


def _materials() -> Iterator[Material]:
    yield material("Composting", written("garden", "Composting", *GARDEN))
    for name, title in TOPICS.items():
        for level in Level:
            yield material(title, underlined(name, pydoc_data.topics.topics[name]), level=level)


def _pages() -> list[tuple[Material, Page]]:
    return [(one, write(one)) for one in _materials()]


@pytest.fixture(scope="module")
def pages() -> list[tuple[Material, Page]]:
    return _pages()


def _faulty(page: Page, texts: dict[str, str]) -> list[str]:
    """The prose sentences that a reader would stumble over."""
    faulty = []
    for section in page.sections:
        before: Sentence | None = None
        for sentence in section.sentences:
            if sentence.kind == "prose" and not _stands(sentence, before, texts):
                faulty.append(sentence.text)
            before = sentence
    return faulty


def _stands(sentence: Sentence, before: Sentence | None, texts: dict[str, str]) -> bool:
    text = sentence.text
    if FURNITURE.match(text) or (PAGE_TALK.search(text) and not text.endswith(":")):
        return False
    if not text.endswith((".", "!", "?", ":", ".)", ".”", '."', ".’", "?)", ".'")):
        return False
    return not POINTS_BACK.match(text) or (before is not None and _touch(before, sentence, texts))


def _touch(before: Sentence, sentence: Sentence, texts: dict[str, str]) -> bool:
    one, other = before.citations[0], sentence.citations[0]
    return one.source == other.source and not texts[one.source][one.end : other.start].strip(
        " \n-*•0123456789."
    )


def test_sentences_stand_on_their_own(pages: list[tuple[Material, Page]]) -> None:
    prose = [s.text for _, page in pages for s in page.sentences if s.kind == "prose"]
    faulty = [text for given, page in pages for text in _faulty(page, dict(given.texts))]
    assert len(prose) > 300
    assert len(faulty) / len(prose) <= 0.05, faulty


def test_every_quote_is_exact(pages: list[tuple[Material, Page]]) -> None:
    for given, page in pages:
        for citation in (c for s in page.sentences for c in s.citations):
            assert given.texts[citation.source][citation.start : citation.end] == citation.quote
        assert verify(page, given.texts) == page


def test_a_colon_is_followed_by_what_it_announces(pages: list[tuple[Material, Page]]) -> None:
    for _, page in pages:
        for section in page.sections:
            for one, after in zip(section.sentences, [*section.sentences[1:], None], strict=True):
                if one.kind == "prose" and one.text.endswith(":"):
                    assert after is not None
                    assert after.kind in ("code", "list")


def test_the_rules_of_this_test_can_fail() -> None:
    given = material(
        "Heaps", written("heaps", "Heaps", "A heap is a pile. It rots from the middle outwards slowly.")
    )
    page = write(material("Composting", written("garden", "Composting", *GARDEN)))
    bad = Sentence("However, tight heaps turn sour.", page.sentences[0].state, page.sentences[0].citations)
    assert not _stands(bad, None, dict(given.texts))
    assert not _stands(Sentence("New in version 3.8.", bad.state, bad.citations), None, dict(given.texts))
