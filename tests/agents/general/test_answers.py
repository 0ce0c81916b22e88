from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.agents.general import answers
from sapere.research.errors import BadAnswer
from tests.json_values import json_with

JSON = json_with(
    "query pages search parse text * title links missing sections toclevel pageprops".split(), leaves=20
)


@given(st.dictionaries(st.sampled_from(["query", "parse", "error", "errors", "continue"]), JSON))
def test_whatever_is_answered_is_read_or_called_bad(answer: dict[str, Any]) -> None:
    answers.failure(answer)
    for read in (
        answers.page,
        answers.extract,
        answers.sections,
        answers.links,
        answers.languages,
        answers.rights,
    ):
        with suppress(BadAnswer):
            read(answer)
    with suppress(BadAnswer):
        list(answers.found(answer, base="https://a.example/", licence=""))


@given(st.text(max_size=60))
def test_an_address_holds_no_character_that_could_end_it(title: str) -> None:
    given = answers.address("https://a.example/wiki/", title.encode("utf-8", "ignore").decode())
    assert not set(given) & set(' "<>#?\\\n\r\t')


@pytest.mark.parametrize(
    ("server", "path", "base"),
    [
        ("//de.wikipedia.org", "/wiki/$1", "https://de.wikipedia.org/wiki/"),
        ("http://wiki.example", "/w/index.php/$1", "http://wiki.example/w/index.php/"),
        ("javascript:alert(1)", "/wiki/$1", ""),
        ("https://wiki.example", "/wiki", ""),
        ("", "", ""),
    ],
)
def test_where_articles_lie_is_the_wikis_own_word(server: str, path: str, base: str) -> None:
    told = {"query": {"general": {"server": server, "articlepath": path}}}
    assert answers.article_address(told) == base


@pytest.mark.parametrize(
    ("url", "text", "licence"),
    [
        ("https://creativecommons.org/licenses/by-sa/4.0/deed.en", "x", "CC BY-SA 4.0"),
        ("https://creativecommons.org/licenses/by/3.0/", "", "CC BY 3.0"),
        ("", "GNU Free Documentation License", "GNU Free Documentation License"),
    ],
)
def test_a_licence_is_named_in_a_few_words(url: str, text: str, licence: str) -> None:
    assert answers.rights({"query": {"rightsinfo": {"url": url, "text": text}}}) == licence


def test_an_article_in_either_format_version_is_the_same() -> None:
    old = {
        "parse": {
            "title": "A",
            "text": {"*": "<p>x</p>"},
            "properties": [{"name": "disambiguation", "*": ""}],
        }
    }
    new = {"parse": {"title": "A", "text": "<p>x</p>", "properties": {"disambiguation": ""}}}
    assert answers.page(old) == answers.page(new)
    assert answers.page(new).is_disambiguation


def test_reference_marks_go_and_other_raised_text_stays() -> None:
    text = '<p>E=mc<sup>2</sup>.<sup id="c1" class="reference"><a href="#n"><span>[</span>1]</a></sup> It</p>'
    assert answers.page({"parse": {"title": "A", "text": text}}).html == "<p>E=mc<sup>2</sup>. It</p>"
