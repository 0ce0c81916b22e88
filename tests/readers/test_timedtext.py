from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.readers.cues import Cue
from sapere.readers.timedtext import from_json, from_xml
from sapere.research.errors import Unreadable

BOMB = (
    '<!DOCTYPE t [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><transcript><text start="0">&b;</text></transcript>'
)


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0" encoding="utf-16"?><transcript><text start="1.5" dur="2">It&amp;#39;s</text></transcript>',
        '<timedtext format="3"><body><p t="1500" d="2000"><s>It</s><s t="9">&amp;#39;s</s></p></body></timedtext>',
        '<tt xmlns="http://www.w3.org/ns/ttml"><body><p begin="00:00:01.500" end="00:00:03.500">It&amp;#39;s</p></body></tt>',
        '<tt xmlns="http://www.w3.org/ns/ttml"><body><p begin="1500ms" end="3.5s">It&amp;#39;s</p></body></tt>',
    ],
)
def test_each_form_gives_the_same_cue(text: str) -> None:
    assert list(from_xml(text)) == [Cue(1.5, 3.5, ("It&#39;s",))]


def test_a_break_is_a_new_line_and_what_has_no_time_is_left_out() -> None:
    text = '<timedtext><body><p t="0">a<br/>b</p><p>no time</p><p t="x">none</p></body></timedtext>'
    assert list(from_xml(text)) == [Cue(0.0, None, ("a", "b"))]


def test_a_cut_answer_gives_what_is_there() -> None:
    assert list(from_xml('<transcript><text start="0" dur="1">Here.</text><text start="1')) == [
        Cue(0.0, 1.0, ("Here.",))
    ]


def test_entities_are_never_unfolded() -> None:
    with pytest.raises(Unreadable, match="never declare entities"):
        list(from_xml(BOMB))


def test_json3_is_events_of_words() -> None:
    events = [
        {"tStartMs": 0, "dDurationMs": 9000, "id": 1},
        {"tStartMs": 1500, "dDurationMs": 2000, "segs": [{"utf8": "The"}, {"utf8": " sea", "tOffsetMs": 90}]},
        {"tStartMs": 3000, "aAppend": 1, "segs": [{"utf8": "\n"}]},
    ]
    cues = [cue for cue in from_json(json.dumps({"events": events})) if any(cue.lines)]
    assert cues == [Cue(1.5, 3.5, ("The sea",))]


@pytest.mark.parametrize(
    "told",
    [[], {"events": {}}, {"events": [1, None, {"tStartMs": "x"}, {"tStartMs": True}, {"tStartMs": 1e999}]}],
)
def test_wrong_types_give_nothing(told: object) -> None:
    assert list(from_json(json.dumps(told))) == []


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '{"events": ['])
def test_what_is_no_json_is_a_reason(text: str) -> None:
    with pytest.raises(Unreadable, match="damaged"):
        list(from_json(text))


@given(
    st.text()
    | st.lists(st.sampled_from(["<text start='1'>", "</text>", "<p t='2'>", "<br/>", "&amp;", "x"])).map(
        "".join
    )
)
def test_any_text_is_cues_or_a_reason(text: str) -> None:
    try:
        cues = list(from_xml(f"<transcript>{text}"))
    except Unreadable:
        return
    assert all(cue.start >= 0 for cue in cues)
