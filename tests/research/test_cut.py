from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sapere.research.cut import MOST_TOKENS, Span, count_tokens, cut
from sapere.research.shapes import Document, Heading


def document(text: str, headings: tuple[Heading, ...] = (), **fields: object) -> Document:
    return Document(text, "T", "en", headings, **fields)  # type: ignore[arg-type]


def with_headings(*sections: tuple[int, str, str]) -> Document:
    """A document of (level, title, body), every heading on a line of its own."""
    text, starts = "", []
    for _, title, body in sections:
        starts.append(len(text))
        text += f"{title}\n\n{body}\n\n"
    headings = []
    for number, (level, title, _) in enumerate(sections):
        later = (starts[n] for n in range(number + 1, len(sections)) if sections[n][0] <= level)
        headings.append(Heading(level, title, starts[number], next(later, len(text))))
    return document(text, tuple(headings))


def test_a_short_text_is_one_passage() -> None:
    assert cut(document("  One. Two. \n")) == (Span(2, 11, ()),)


def test_nothing_gives_nothing() -> None:
    assert cut(document("")) == cut(document(" \n \n")) == ()


def test_a_passage_never_crosses_a_heading_and_knows_its_path() -> None:
    one = with_headings((1, "Guide", "Intro."), (2, "Loops", "For. While."), (1, "End", "Bye."))
    assert [(one.text[s.start : s.end], s.path) for s in cut(one)] == [
        ("Intro.", ("Guide",)),
        ("For. While.", ("Guide", "Loops")),
        ("Bye.", ("End",)),
    ]


def test_text_before_the_first_heading_has_no_path() -> None:
    text = "Before. Head After."
    spans = cut(document(text, (Heading(1, "Head", 8, len(text)),)))
    assert [(text[s.start : s.end], s.path) for s in spans] == [("Before.", ()), ("After.", ("Head",))]


def test_a_heading_alone_gives_no_passage() -> None:
    assert cut(with_headings((1, "Empty", ""))) == ()


def test_long_text_is_cut_between_sentences_into_even_parts() -> None:
    text = " ".join(f"Sentence number {n} stands here and says a little." for n in range(60))
    spans = cut(document(text))
    assert len(spans) > 1
    assert all(text[s.end - 1] == "." for s in spans)
    sizes = [s.end - s.start for s in spans]
    assert min(sizes) > max(sizes) / 2


def test_a_code_block_that_fits_stays_whole() -> None:
    prose = "A sentence that takes some room. " * 30
    code = "def f():\n" + "    x = 1. # Dot. Dot.\n" * 30
    text = prose + "\n\n" + code + "\n\n" + prose
    start = text.index("def")
    spans = cut(document(text, blocks=((start, start + len(code), "code"),)))
    assert any(s.start <= start and start + len(code.rstrip()) <= s.end for s in spans)


def test_a_code_block_that_is_too_long_is_cut_between_lines() -> None:
    code = "value = compute(another_value)\n" * 200
    spans = cut(document(code, blocks=((0, len(code), "code"),)))
    assert len(spans) > 1
    assert all(
        code[s.start : s.end].startswith("value") and code[s.start : s.end].endswith(")") for s in spans
    )


def test_one_endless_word_is_cut_all_the_same() -> None:
    spans = cut(document("字" * 5000))
    assert sum(s.end - s.start for s in spans) == 5000


def test_tokens_are_counted_by_bytes() -> None:
    assert [count_tokens(text) for text in ("", "a", "word", "漢字", "a" * 1536)] == [0, 1, 2, 2, MOST_TOKENS]


PIECES = st.lists(
    st.one_of(
        st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r"), max_size=80),
        st.sampled_from(["A sentence. Another one! ", "\n\n", "北京是首都。", "x" * 700, "    code()\n"]),
    ),
    max_size=40,
)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    pieces = draw(PIECES)
    text = "".join(pieces)
    places = sorted(draw(st.sets(st.integers(0, len(text)), max_size=5)))
    headings = tuple(
        Heading(draw(st.integers(1, 4)), text[place : place + 7].strip(), place, len(text))
        for place in places
    )
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    blocks = tuple((a, b, draw(st.sampled_from(["code", "list"]))) for a, b in pairwise(edges))
    return Document(text, "T", draw(st.sampled_from(["en", "zh", ""])), headings, blocks=blocks)


@given(documents())
def test_spans_are_in_order_inside_the_text_and_hold_something(one: Document) -> None:
    spans = cut(one)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    for span in spans:
        piece = one.text[span.start : span.end]
        assert 0 <= span.start < span.end <= len(one.text)
        assert piece == piece.strip()
        assert count_tokens(piece) <= MOST_TOKENS
        assert not any(span.start < heading.start < span.end for heading in one.headings)


@given(documents())
def test_all_that_is_written_is_in_a_passage_or_a_title(one: Document) -> None:
    covered = {at for span in cut(one) for at in range(span.start, span.end)}
    for heading in one.headings:
        covered |= set(range(heading.start, heading.start + len(heading.title)))
        line_end = one.text.find("\n", heading.start)
        if not one.text.startswith(heading.title, heading.start):
            covered |= set(range(heading.start, len(one.text) if line_end < 0 else line_end))
    assert all(at in covered for at, character in enumerate(one.text) if not character.isspace())
