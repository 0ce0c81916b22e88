from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.research.shapes import Citation, Quality, Section, Sentence, SentenceState
from sapere.tabs.explore.reading import (
    after_definition,
    blocks,
    definition,
    presentable,
)
from sapere.web.citations import Reference, References


def reference(number: int) -> Reference:
    return Reference(
        id=f"00000000-0000-4000-8000-00000000000{number}",
        number=number,
        title=f"Source {number}",
        url=f"/kept/{number}",
        origin="",
        place="",
        agent="library",
        kind="page",
        language="en",
        author="",
        published="",
        licence="",
        retrieved="",
        quality=Quality(1, 1, 1, 1),
    )


ONE, TWO = reference(1), reference(2)
SOURCES = References("tea", {one.id: one for one in (ONE, TWO)})


def sentence(
    text: str, source: Reference = ONE, kind: str = "prose", state: SentenceState = SentenceState.QUOTED
) -> Sentence:
    return Sentence(text, state, (Citation(source.id, text, 10, 10 + len(text)),), kind)


def grouped(*sentences: Sentence) -> list[tuple[str, str]]:
    return [(block.kind, " ".join(line.text for line in block.lines)) for block in blocks(sentences, SOURCES)]


def test_a_paragraph_ends_where_its_source_changes() -> None:
    assert grouped(sentence("A."), sentence("B."), sentence("C.", TWO)) == [
        ("prose", "A. B."),
        ("prose", "C."),
    ]


def test_a_single_sentence_does_not_stand_alone_for_its_source() -> None:
    assert grouped(sentence("A."), sentence("B.", TWO)) == [("prose", "A. B.")]


def test_a_paragraph_has_four_sentences_at_most() -> None:
    assert len(grouped(*[sentence("A.")] * 9)) == 3


def test_code_stands_alone_and_list_items_together() -> None:
    found = grouped(
        sentence("x = 1", kind="code"), sentence("a", kind="list"), sentence("b", TWO, kind="list")
    )
    assert found == [("code", "x = 1"), ("list", "a b")]


def test_a_mark_leads_to_the_passage_and_to_its_card() -> None:
    mark = blocks([sentence("A.")], SOURCES)[0].lines[0].marks[0]
    assert mark.url == "/kept/1?at=10#p10"
    assert mark.card == f"/topics/tea/sources/{ONE.id}/quote?start=10&end=12"


def test_the_definition_is_the_first_sentence_and_is_not_said_twice() -> None:
    sections = (Section("", (sentence("x()", kind="code"), sentence("Tea is."), sentence("It is old."))),)
    line = definition(sections, SOURCES)
    assert line is not None
    assert line.text == "Tea is."
    assert [one.text for one in after_definition(sections)[0].sentences] == ["x()", "It is old."]


def test_a_sentence_that_leads_over_to_a_formula_stays_with_it() -> None:
    sections = (Section("", (sentence("Its area is:"), sentence(r"\pi r^{2}", kind="formula"))),)
    assert definition(sections, SOURCES) is None
    assert after_definition(sections) == sections


def test_where_a_model_speaks_it_goes_on_over_a_change_of_source() -> None:
    said = [
        sentence(text, source, state=SentenceState.SUPPORTED)
        for text, source in (("A.", ONE), ("B.", TWO), ("C.", ONE), ("D.", TWO), ("E.", ONE))
    ]
    assert grouped(*said) == [("prose", "A. B. C. D."), ("prose", "E.")]


def test_the_card_of_a_models_sentence_is_told_its_state() -> None:
    mark = blocks([sentence("A.", state=SentenceState.INFERRED)], SOURCES)[0].lines[0].marks[0]
    assert mark.card.endswith("?start=10&end=12&state=inferred")


def test_an_unsupported_sentence_cannot_become_a_line() -> None:
    with pytest.raises(ValueError, match="unsupported"):
        blocks([sentence("A.", state=SentenceState.UNSUPPORTED)], SOURCES)


@given(st.lists(st.tuples(st.sampled_from(SentenceState), st.booleans())))
def test_only_what_has_a_state_and_evidence_is_presentable(made: list[tuple[SentenceState, bool]]) -> None:
    cited = (Citation(ONE.id, "A.", 0, 2),)
    said = tuple(Sentence("A.", state, cited if evidence else ()) for state, evidence in made)
    left = [
        one for section in presentable([Section("", said), Section("Empty", ())]) for one in section.sentences
    ]
    assert all(one.citations and one.state is not SentenceState.UNSUPPORTED for one in left)
    assert len(left) == sum(evidence and state is not SentenceState.UNSUPPORTED for state, evidence in made)
