from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sapere.research.comparing import Told, compare
from sapere.research.comparing.aligning import plain
from sapere.research.comparing.table import Kind
from sapere.research.shapes import Citation, Section, Sentence, SentenceState


def said(text: str, source: str = "one", kind: str = "prose") -> Sentence:
    return Sentence(text, SentenceState.QUOTED, (Citation(source, text, 0, len(text)),), kind)


def page(title: str, *parts: tuple[str, list[str]], source: str = "one") -> Told:
    sections = tuple(Section(head, tuple(said(text, source) for text in texts)) for head, texts in parts)
    return Told(title, sections)


STOMATA = page(
    "Stomata",
    ("", ["Stomata are pores in the skin of a leaf.", "There are up to 300 of them on a square millimetre."]),
    (
        "Opening and closing",
        ["Guard cells swell with water and the pore opens.", "At night the pore closes."],
    ),
    ("Discovery", ["Marcello Malpighi drew them in 1675."]),
)
LENTICELS = page(
    "Lenticels",
    ("", ["Lenticels are spongy openings in bark."]),
    ("Closing in winter", ["In winter a layer of cells closes the opening.", "Water no longer leaves it."]),
    ("Use", ["Cork makers know them by their lines."]),
    source="two",
)


def kinds(one: Told, other: Told, language: str = "en") -> list[Kind]:
    return [row.kind for row in compare(one, other, language).rows]


def test_the_table_begins_with_what_each_is() -> None:
    first = compare(STOMATA, LENTICELS, "en").rows[0]
    assert first.kind is Kind.DEFINITION
    assert [cell[0].text for cell in first.cells] == [
        "Stomata are pores in the skin of a leaf.",
        "Lenticels are spongy openings in bark.",
    ]


def test_parts_that_speak_of_the_same_stand_beside_each_other() -> None:
    aspects = [row for row in compare(STOMATA, LENTICELS, "en").rows if row.kind is Kind.ASPECT]
    assert [row.heads for row in aspects] == [("Opening and closing", "Closing in winter")]
    assert all(row.cells[0] and row.cells[1] for row in aspects)


def test_the_first_sentences_of_an_aspect_share_words() -> None:
    aspect = next(row for row in compare(STOMATA, LENTICELS, "en").rows if row.kind is Kind.ASPECT)
    assert [cell[0].text for cell in aspect.cells] == [
        "Guard cells swell with water and the pore opens.",
        "In winter a layer of cells closes the opening.",
    ]


def test_what_both_pages_say_stands_opposite_itself_and_nowhere_else() -> None:
    same = "A pore lets air pass in both directions."
    one = page("Stomata", ("", ["Stomata are pores."]), ("Air", [same]))
    other = page(
        "Lenticels", ("", ["Lenticels are openings.", same]), ("Gas", ["It is slow in 1 of 2 cases."])
    )
    there = [row for row in compare(one, other, "en").rows if same in str(row.cells)]
    assert [(row.kind, row.heads) for row in there] == [(Kind.ASPECT, ("Air", ""))]
    assert [told.text for cell in there[0].cells for told in cell] == [same, same]


def test_what_only_one_has_leaves_the_other_cell_empty() -> None:
    alone = [row for row in compare(STOMATA, LENTICELS, "en").rows if row.kind is Kind.ALONE]
    assert ("", "Use") in [row.heads for row in alone]
    assert all(bool(row.cells[0]) != bool(row.cells[1]) for row in alone)


def test_figures_and_dates_have_their_own_row() -> None:
    figures = next(row for row in compare(STOMATA, LENTICELS, "en").rows if row.kind is Kind.FIGURES)
    assert [one.text for one in figures.cells[0]] == [
        "There are up to 300 of them on a square millimetre.",
        "Marcello Malpighi drew them in 1675.",
    ]


def test_sources_are_shared_or_of_one_alone() -> None:
    found = compare(STOMATA, LENTICELS, "en")
    assert (found.shared, found.alone) == ((), (("one",), ("two",)))
    assert compare(STOMATA, STOMATA, "en").shared == ("one",)


def test_parts_are_told_apart_where_words_have_no_spaces_between_them() -> None:
    one = page(
        "気孔",
        ("", ["気孔は葉の表皮にある小さな孔である。"]),
        ("開閉の仕組み", ["孔辺細胞が水を吸うと気孔が開く。"]),
    )
    other = page(
        "皮目",
        ("", ["皮目は樹皮にある組織である。"]),
        ("開閉の仕組みと季節", ["冬は細胞の層が水を通さず開かない。"]),
    )
    assert Kind.ASPECT in kinds(one, other, "ja")


def test_a_page_without_text_has_empty_cells() -> None:
    found = compare(STOMATA, Told("Empty", ()), "en")
    assert found.rows and all(not row.cells[1] for row in found.rows)
    assert compare(Told("None", ()), Told("Empty", ()), "en").rows == ()


WORDS = st.lists(
    st.sampled_from("leaf pore 300 water 葉 気孔 ورقة opens light".split()), min_size=1, max_size=6
)
TEXTS = WORDS.map(" ".join) | st.text(min_size=1, max_size=40)
SENTENCES = st.builds(
    said, TEXTS, st.sampled_from(["a", "b", "c"]), st.sampled_from(["prose", "list", "code"])
)
PAGES = st.builds(
    Told,
    TEXTS,
    st.lists(st.builds(Section, TEXTS, st.lists(SENTENCES, max_size=4).map(tuple)), max_size=5).map(tuple),
)


@given(PAGES, PAGES, st.sampled_from(["en", "ja", "ar", ""]))
def test_every_sentence_is_the_pages_own_and_stands_once(one: Told, other: Told, language: str) -> None:
    rows = compare(one, other, language).rows
    for place, told in enumerate((one, other)):
        shown = [sentence for row in rows for sentence in row.cells[place]]
        there = {sentence for section in told.sections for sentence in section.sentences}
        assert set(shown) <= there
        assert len(shown) == len(set(shown))


@given(PAGES, PAGES, st.sampled_from(["en", "ja", "ar", ""]))
def test_no_words_stand_in_two_rows(one: Told, other: Told, language: str) -> None:
    rows = compare(one, other, language).rows
    told = [{plain(sentence) for cell in row.cells for sentence in cell} for row in rows]
    assert sum(map(len, told)) == len(set().union(*told))
    assert all(all(row.cells) for row in rows if row.kind is Kind.ASPECT)


@given(PAGES, PAGES)
def test_turned_round_it_says_the_same_of_sources(one: Told, other: Told) -> None:
    there, back = compare(one, other, "en"), compare(other, one, "en")
    assert set(there.shared) == set(back.shared)
    assert there.alone == back.alone[::-1]
