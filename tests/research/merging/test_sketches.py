from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sapere.research.merging.sketches import MOST_KEPT, Overlap, overlap, sketch

WORDS = [f"w{n}" for n in range(30_000)]


def _text(first: int, last: int) -> str:
    return " ".join(WORDS[first:last])


def test_case_marks_and_spaces_make_no_difference() -> None:
    one, other = (
        sketch("The Sea, “the” moon\nand the sun; all of it"),
        sketch("the sea the moon and the sun all of it"),
    )
    assert one.values.tolist() == other.values.tolist()


def test_half_of_a_text_is_half_alike_and_wholly_contained() -> None:
    shared = overlap(sketch(_text(0, 1000)), sketch(_text(0, 500)))
    assert 0.48 < shared.resemblance < 0.52
    assert shared.containment == 1.0


def test_a_long_text_is_kept_as_a_sample_that_still_tells() -> None:
    whole, part = sketch(_text(0, 30_000)), sketch(_text(0, 10_000))
    assert len(whole.values) <= MOST_KEPT
    assert overlap(whole, part).containment == 1.0
    assert 0.25 < overlap(whole, part).resemblance < 0.42


def test_texts_without_a_run_in_common_share_nothing() -> None:
    assert overlap(sketch(_text(0, 500)), sketch(_text(500, 900))) == Overlap(0.0, 0.0)


def test_of_two_words_nothing_is_concluded_unless_they_are_the_same() -> None:
    assert overlap(sketch("high tide"), sketch("low tide")) == Overlap(0.0, 0.0)
    assert overlap(sketch("high tide"), sketch("High tide!")) == Overlap(1.0, 1.0)
    assert overlap(sketch(""), sketch("")) in (Overlap(0.0, 0.0), Overlap(1.0, 1.0))


def test_without_spaces_letters_are_compared() -> None:
    one = "光合作用是植物、藻类和某些细菌利用光能把二氧化碳和水转化为有机物的过程。"
    other = one.replace("、", "，") + "它放出氧气。"
    assert overlap(sketch(one, unspaced=True), sketch(other, unspaced=True)).containment == 1.0


@given(st.text(max_size=300), st.booleans())
def test_any_text_has_a_sketch_that_is_like_itself(text: str, unspaced: bool) -> None:
    made = sketch(text, unspaced=unspaced)
    assert made.values.tolist() == sorted(set(made.values.tolist()))
    assert overlap(made, made) == Overlap(1.0, 1.0)
