from __future__ import annotations

from dataclasses import replace

from sapere.research.answering.asked import asked
from sapere.research.answering.evidence import best_lines
from sapere.research.answering.passages import weigh
from sapere.research.answering.rows import rows, stems
from sapere.research.answering.signs import Look, signs
from tests.research.shelf import excerpt


def first(question: str, text: str, language: str, title: str = "") -> str:
    return best_lines(weigh(asked(question, language), [excerpt(text, title=title, language=language)]), 1)[
        0
    ].text


def test_what_the_title_says_already_does_not_choose_the_sentence() -> None:
    text = "Ceres is a dwarf planet in the belt. Ceres was seen first by Piazzi. Its colour is a dark grey."
    assert "grey" in first("What colour is Ceres?", text, "en", "Ceres")


def test_one_character_of_a_word_is_enough() -> None:
    assert first("黄鱼的颜色是什么？", "黄鱼分布于海域。体色为金。", "zh", "黄鱼") == "体色为金。"


def test_a_number_beside_what_is_counted_answers() -> None:
    text = "In 1990 the river was full. On that river there are 40 ships."
    assert "40" in first("How many ships are there on the river?", text, "en")


def test_another_word_of_the_family_counts() -> None:
    text = "The museum of Rome stands in the town. Constitutional courts stand late."
    assert "Constitutional" in first("Why was a constitution late in coming?", text, "en")


def test_a_word_of_nearly_the_same_meaning_counts() -> None:
    text = "The town hall was named in 1880. The town hall was erected in 1912."
    assert "1912" in first("When was the town hall constructed?", text, "en")


def test_a_price_answers_what_something_cost() -> None:
    text = "The Great Omar was bound in 1909. The Great Omar was for sale at £1,000."
    assert "£1,000" in first("How much did the Great Omar cost?", text, "en")


def test_what_the_sentence_behind_says_of_the_question_counts_a_little() -> None:
    text = "Piazzi found it. It rained. Olbers found it. The dwarf planet is small."
    piazzi, _, olbers, _ = weigh(asked("Who found the dwarf planet?", "en"), [excerpt(text)])[0].lines
    assert olbers.worth > piazzi.worth


def test_a_name_written_in_another_way_counts_in_arabic() -> None:
    text = "درس الشاعر في لندن. درس غوستاف في باريس."
    assert "باريس" in first("أين درس جوستاف؟", text, "ar")


def test_dates_in_brackets_tell_of_a_life() -> None:
    text = "ولد ابن جمال في عام 1949. جمال عبد الناصر (15 يناير 1918) هو ثاني رؤساء مصر."
    assert "1918" in first("متى ولد جمال؟", text, "ar", "جمال عبد الناصر")


def test_a_word_of_another_language_is_written_in_its_letters() -> None:
    text = "اسم السرطان مرض في الكتب. السرطان (Cancer) مجموعة من الأمراض."
    assert "Cancer" in first("ما اسم السرطان بالإنجليزية؟", text, "ar", "سرطان")


def test_where_it_lies_is_told_first() -> None:
    text = "النمسا من بلاد أوروبا الوسطى. النمسا من بلاد الجبال. النمسا من بلاد الأنهار."

    def ahead(question: str) -> float:
        begins, second, _ = weigh(asked(question, "ar"), [excerpt(text, title="النمسا", language="ar")])[
            0
        ].lines
        return begins.worth - second.worth

    assert ahead("أين تقع النمسا؟") > ahead("متى تقع النمسا؟")


def test_a_title_that_says_no_more_than_the_question_is_nearer() -> None:
    read = asked("متى تأسس النادي؟", "ar")

    def titled(title: str) -> float:
        above = stems(title, "ar").all
        look = Look(read, dict.fromkeys(read.terms, 1.0), title, above, 1.0, 1.0, 1.0, 1.0)
        return signs(look, rows(excerpt("تأسس عام 1907.", title=title, language="ar"), "ar"), 0).titled

    assert titled("النادي") == 1.0
    assert titled("ملاعب النادي") == 0.5


def test_the_name_of_the_title_counts_where_it_stands_again() -> None:
    text = "اكتشف الجزيرة تاجر عربي. اكتشف موريشيوس بحار."
    assert "بحار" in first("من اكتشف موريشيوس؟", text, "ar", "موريشيوس")


def test_a_passage_without_the_name_that_was_asked_about_says_less() -> None:
    bare, named = (
        weigh(asked("What colour has Ceres?", "en"), [excerpt(text)])[0].lines[0].worth
        for text in ("Its colour is grey. It is small.", "Its colour is grey. Ceres is small.")
    )
    assert named > bare


def test_what_is_said_first_of_a_thing_counts_more() -> None:
    lines = weigh(asked("What shines?", "en"), [excerpt("It shines. It shines. It shines.")])[0].lines
    assert lines[1].worth > lines[2].worth


def test_a_sentence_of_few_other_words_says_what_was_asked() -> None:
    text = "The grey dwarf planet Ceres of the belt between Mars and Jupiter shines by reflected light. Ceres shines."
    assert first("What shines?", text, "en") == "Ceres shines."


def test_words_that_stand_near_each_other_count_more() -> None:
    near, far = (
        weigh(asked("Did hail ruin wheat?", "en"), [excerpt(text)])[0].lines[0].worth
        for text in (
            "Hail will ruin more wheat than frost, storms, drought, hunger, thieves, locusts, weevils and mice.",
            "Hail, more than frost, storms, drought, hunger, thieves, locusts, weevils and mice, will ruin wheat.",
        )
    )
    assert near > far


def test_a_sentence_of_a_likelier_passage_counts_more() -> None:
    one = excerpt("Ceres shines.")
    found = weigh(asked("What shines?", "en"), [replace(one, score=score) for score in (0.2, 1.0)])
    assert found[0].lines[0].worth > found[1].lines[0].worth


def test_brackets_that_only_open_are_looked_through_soon() -> None:
    (found,) = weigh(asked("When was he born?", "en"), [excerpt("He was born " + "(" * 600_000)])
    assert found.lines
