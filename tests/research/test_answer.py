from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sapere.research.answer import answer, ask
from sapere.research.answering.asked import LONGEST
from sapere.research.answering.found import Shelf
from sapere.research.answering.telling import MOST_SENTENCES
from sapere.research.calls import Job
from sapere.research.errors import BadRequest, Damaged, ModelAway, OverBudget
from sapere.research.models import Models
from sapere.research.ports import Entry, Scope
from sapere.research.replies import Answer
from sapere.research.shapes import EXTRACTIVE, SentenceState, decode, encode
from tests.doubles.index import MemoryIndex
from tests.doubles.models import ScriptedModel
from tests.doubles.store import MemoryStore
from tests.research.shelf import MOON, excerpt, fits, saying, sky

ORBIT = "How long does the Moon take to go around the Earth?"


@pytest.mark.parametrize(
    ("question", "right"),
    [
        (ORBIT, "27.3 days"),
        ("Who drew the mountains of the Moon?", "Galileo"),
        ("When did Mariner 4 fly past Mars?", "1965"),
        ("Why is Mars red?", "iron oxide"),
        ("What is the Sun?", "a star"),
        ("How high does the water rise in the Bay of Fundy?", "16 metres"),
    ],
)
def test_the_answer_stands_in_its_sentences(question: str, right: str) -> None:
    assert right in " ".join(one.text for one in answer(question, sky(), language="en").sentences)


def test_every_sentence_is_a_quote_with_its_place() -> None:
    found = answer(ORBIT, sky(), language="en")
    assert 1 <= len(found.sentences) <= MOST_SENTENCES
    for sentence in found.sentences:
        assert sentence.state is SentenceState.QUOTED
        for one in sentence.citations:
            assert fits(sky(), one.source, one.start, one.end) == one.quote


@pytest.mark.parametrize(
    "question",
    [
        "Who won the football world cup of 1998?",
        "What is the boiling point of ethanol?",
        "Which port does PostgreSQL listen on by default?",
    ],
)
def test_what_is_not_there_is_not_answered(question: str) -> None:
    found = answer(question, sky(), language="en")
    assert found.abstained
    assert not found.sentences
    assert found.nearest, "the nearest passages are offered"


def test_an_answer_goes_with_its_document() -> None:
    question = "When did Mariner 4 fly past Mars?"
    assert not answer(question, sky(), language="en").abstained
    assert answer(question, sky(without="mars"), language="en").abstained


def test_nothing_to_answer_from_is_no_answer() -> None:
    assert answer(ORBIT, [], language="en").abstained


def test_chinese_is_answered_in_chinese() -> None:
    near = [
        excerpt("月球绕地球一周需要27.3天。它是地球唯一的天然卫星。", title="月球"),
        excerpt("火星是红色的。", source="2"),
    ]
    found = answer("月球绕地球一周需要多少天？", near)
    assert found.language == "zh"
    assert "27.3" in found.sentences[0].text


def test_arabic_is_answered_in_arabic() -> None:
    near = [excerpt("القمر هو التابع الطبيعي الوحيد للأرض. يدور القمر حول الأرض في 27 يوما.", title="القمر")]
    found = answer("ما هو القمر؟", near)
    assert found.language == "ar"
    assert "التابع" in found.sentences[0].text


@pytest.mark.parametrize("question", ["", " \n", "?", "…!", "\u200b", "x" * (LONGEST + 1), "word " * 20_000])
def test_what_is_no_question_is_refused(question: str) -> None:
    with pytest.raises(BadRequest):
        answer(question, sky())


@pytest.mark.parametrize("question", ["a", "水", "7", "the", "What?"])
def test_a_question_of_one_word_gets_an_honest_answer(question: str) -> None:
    found = answer(question, sky())
    assert found.abstained or found.sentences


@given(st.text(max_size=200))
@settings(max_examples=60)
def test_any_text_is_answered_or_refused(question: str) -> None:
    try:
        found = answer(question, sky())
    except BadRequest:
        return
    for sentence in found.sentences:
        assert all(fits(sky(), c.source, c.start, c.end) == c.quote for c in sentence.citations)


def test_a_model_answers_in_its_words_when_they_are_checked() -> None:
    said = {
        "found": True,
        "s": [
            {
                "t": "The Moon goes around the Earth once in 27.3 days.",
                "c": [[1, "goes around the Earth once in 27.3 days"]],
            }
        ],
    }
    models, model = saying(Job.ANSWER, said)
    found = answer(ORBIT, sky(), models, language="en")
    assert (found.writer, found.fallback) == ("scripted:one", "")
    assert "27.3" in found.sentences[0].text
    assert found.prompt.startswith("answer-")
    assert ORBIT in model.heard[0].material
    assert "English" in model.heard[0].instructions


def test_a_model_is_heard_sentence_by_sentence() -> None:
    claims = [
        {
            "t": "The Moon goes around the Earth once in 27.3 days.",
            "c": [[1, "goes around the Earth once in 27.3 days"]],
        },
        {"t": "The Moon is made of cheese.", "c": [[1, "goes around the Earth once in 27.3 days"]]},
        {
            "t": "Galileo Galilei drew its mountains in 1609.",
            "c": [[1, "Galileo Galilei drew its mountains in 1609"]],
        },
    ]
    models, _ = saying(Job.ANSWER, {"found": True, "s": claims})
    heard: list[Answer] = []
    found = answer(ORBIT, sky(), models, language="en", hear=heard.append)
    assert [len(one.sentences) for one in heard] == [1, 2]
    assert {one.writer for one in heard} == {"scripted:one"}
    assert heard[-1].sentences == found.sentences
    assert found.dropped == 1


@pytest.mark.parametrize(
    "claim",
    [
        {"t": "The Moon takes 31 days.", "c": [[1, "goes around the Earth once in 27.3 days"]]},
        {"t": "The Moon is made of cheese.", "c": [[1, "the Moon is made of cheese"]]},
        {"t": "The Moon takes 27.3 days.", "c": []},
        {"t": "The Moon takes 27.3 days.", "c": [[99, "words of a source that is not there"]]},
    ],
)
def test_an_invented_answer_gives_way_to_the_sources(claim: dict[str, object]) -> None:
    models, _ = saying(Job.ANSWER, {"found": True, "s": [claim]})
    found = answer(ORBIT, sky(), models, language="en")
    assert found.writer == EXTRACTIVE
    assert "passed the check" in found.fallback
    assert found.sentences == answer(ORBIT, sky(), language="en").sentences


def test_a_model_that_finds_nothing_is_believed() -> None:
    models, _ = saying(Job.ANSWER, {"found": False, "s": []})
    found = answer(ORBIT, sky(), models, language="en")
    assert found.abstained
    assert found.writer == "scripted:one"
    assert found.nearest


def test_a_model_that_says_nothing_gives_way() -> None:
    models, _ = saying(Job.ANSWER, {"s": []})
    assert "it said nothing" in answer(ORBIT, sky(), models, language="en").fallback


def test_the_wrong_language_gives_way() -> None:
    quote = "goes around the Earth once in 27.3 days"
    told = "La Lune fait le tour de la Terre une fois en 27.3 jours, et pas davantage."
    models, _ = saying(Job.ANSWER, {"s": [{"t": told, "c": [[1, quote]]}]})
    found = answer(ORBIT, sky(), models, language="en")
    assert found.writer == EXTRACTIVE
    assert found.fallback


def test_without_an_answer_of_any_model_the_reason_is_told() -> None:
    models, _ = saying(Job.ANSWER, ModelAway("It is not there."))
    found = answer(ORBIT, sky(), models, language="en")
    assert found.fallback == "scripted:one: It is not there."
    assert found.sentences


def test_the_next_model_is_asked_when_one_lies() -> None:
    liar = ScriptedModel(lambda _: {"s": [{"t": "Cheese.", "c": [[1, "cheese"]]}]}, name="scripted:liar")
    honest = ScriptedModel(lambda _: {"found": False, "s": []}, name="scripted:honest")
    found = answer(ORBIT, sky(), Models({Job.ANSWER: (liar, honest)}), language="en")
    assert found.writer == "scripted:honest"


def test_no_money_is_told_further_up() -> None:
    models, _ = saying(Job.ANSWER, OverBudget("It is used up."))
    with pytest.raises(OverBudget):
        answer(ORBIT, sky(), models, language="en")


def test_no_model_is_paid_for_a_hopeless_question() -> None:
    models, model = saying(Job.ANSWER, {"found": False, "s": []})
    assert answer("Qwxyz blorp fnord zibble", sky(), models, language="en").abstained
    assert not model.heard


def test_a_prompt_stays_small() -> None:
    long = [
        excerpt("The Moon goes around the Earth. " * 45, source=str(at), title="The Moon") for at in range(20)
    ]
    models, model = saying(Job.ANSWER, {"found": False, "s": []})
    answer(ORBIT, long, models, language="en")
    assert len(model.heard[0].material) < 12_000


def test_a_shelf_is_searched_for_its_owner_alone() -> None:
    index, store = MemoryIndex(), MemoryStore()
    for owner, text in (
        ("ada", "The Moon takes 27.3 days to go around the Earth."),
        ("bob", "Bob keeps bees."),
    ):
        store.put(f"text/{owner}", text.encode())
        index.upsert(Scope(owner), [Entry(owner, owner, 0, len(text), "Notes", (), text, "en")])
    shelf = Shelf(index, store, Scope("ada"), {"ada": "source-1"})
    found = ask(shelf, ORBIT)
    assert found.sentences[0].citations[0].source == "source-1"
    assert ask(shelf, "Who keeps bees?").abstained


def test_a_question_is_read_in_the_language_of_the_shelf() -> None:
    index, store = MemoryIndex(), MemoryStore()
    text = "Der Mond umkreist die Erde in 27,3 Tagen."
    store.put("text/a", text.encode())
    index.upsert(Scope("ada"), [Entry("a", "a", 0, len(text), "Der Mond", (), text, "de")])
    shelf = Shelf(index, store, Scope("ada"))
    assert ask(shelf, "Wie lange braucht der Mond?").language == "de"
    assert ask(shelf, "What is the Mond?").language == "en"


def test_a_text_that_is_gone_is_told() -> None:
    index = MemoryIndex()
    index.upsert(Scope("ada"), [Entry("a", "a", 0, 9, "The Moon", (), "The Moon.", "en")])
    with pytest.raises(Damaged, match="not on the disk"):
        ask(Shelf(index, MemoryStore(), Scope("ada")), "What is the Moon?")


def test_an_answer_is_fit_for_json() -> None:

    found = answer(ORBIT, sky(), language="en")
    assert decode(Answer, json.loads(json.dumps(encode(found)))) == found
    assert found.nearest[0].passage.source == MOON
