from __future__ import annotations

from dataclasses import replace

from sapere.research.growing.mentions import Stems, Term, lines, names_a_thing, terms
from tests.research.growing.soil import soil


def terms_of(text: str) -> dict[Stems, Term]:
    ground = soil({"file:///a.txt": text}, "sea")
    return terms(lines(ground.parts[0].passages, ground.documents))


def test_runs_end_at_little_words_and_marks_and_go_over_of() -> None:
    found = {
        term.name for term in terms_of("We saw a rate of change, slow waves in Bayes' theorem.").values()
    }
    assert {"rate of change", "slow waves", "Bayes' theorem"} <= found
    assert not any("change, " in name or " in " in name for name in found)


def test_a_mention_inside_a_longer_run_counts_but_does_not_end() -> None:
    term = terms_of("The spring tide came. The spring is here.")[("spring",)]
    assert (len(term.at), term.ends, term.things) == (2, 1, 1)


def test_the_most_frequent_form_names_a_term() -> None:
    term = terms_of("Waves break. The wave breaks. The waves break. A swarm of waves.")[("wave",)]
    assert term.name == "waves"


def test_deeds_and_names_of_people_are_no_things() -> None:
    found = terms_of("You think of a wave. We think that Marta is right. I think. Marta can think too. " * 3)
    assert not names_a_thing(("think",), found)
    assert not names_a_thing(("marta",), found)


def test_what_stands_behind_articles_is_a_thing() -> None:
    assert names_a_thing(("wave",), terms_of("The wave breaks. I saw a wave. " * 3))


def test_a_text_in_an_unknown_language_has_no_lines() -> None:
    (part,) = (ground := soil({"file:///a.txt": "The wave breaks."}, "sea")).parts
    documents = {name: replace(read, language="ja") for name, read in ground.documents.items()}
    assert lines(part.passages, ground.documents)
    assert not lines(part.passages, documents)
