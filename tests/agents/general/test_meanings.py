from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from sapere.agents.general.meanings import MOST, WikiDictionary, shares
from sapere.kit.http import HttpClient, Limits
from sapere.research.errors import BadAnswer, RateLimited, Refused, SourceError, Unreachable
from sapere.research.shapes import Meaning
from tests.fakes.mediawiki import Article, Wiki, mediawiki
from tests.fakes.server import Handler, Reply, Server, answering, serving

pytestmark = pytest.mark.loopback
MERCURY = {
    "Mercury (planet)": "the planet nearest to the Sun",
    "Mercury (element)": "a metal that is liquid",
    "Mercury (mythology)": "a Roman god",
}
Open = Callable[[Handler], tuple[WikiDictionary, Server]]


@pytest.fixture
def opened() -> Iterator[Open]:
    with ExitStack() as stack:

        def build(handler: Handler) -> tuple[WikiDictionary, Server]:
            server = stack.enter_context(serving(handler))
            limits = Limits(retries=0)
            http = stack.enter_context(HttpClient("me@here.example", {server.pair}, limits=limits, gap=0.0))
            return WikiDictionary(http, f"{server.url}/{{language}}"), server

        yield build


def titles(meanings: object) -> list[str]:
    assert isinstance(meanings, tuple)
    return [meaning.title for meaning in meanings]


def test_a_name_that_is_only_a_list_gives_what_is_listed(opened: Open) -> None:
    dictionary, server = opened(mediawiki("mercury", meanings=MERCURY))
    assert dictionary.meanings("Mercury", "en") == tuple(Meaning(*one) for one in MERCURY.items())
    assert len(server.requests) == 2


def test_a_name_of_one_thing_has_no_meanings_and_costs_one_request(opened: Open) -> None:
    dictionary, server = opened(mediawiki("photosynthesis"))
    assert dictionary.meanings("photosynthesis", "en") == ()
    assert len(server.requests) == 1


def test_an_article_of_that_name_stands_before_those_in_brackets(opened: Open) -> None:
    wiki = Wiki(
        (
            Article("Java (programming language)", "", description="a language"),
            Article("Java", "", description="an island of Indonesia"),
            Article("Javanese coffee (drink)", ""),
            Article("Java (disambiguation)", "", disambiguation=True),
            Article("Java (band)", ""),
        )
    )
    assert opened(wiki)[0].meanings("Java", "en") == (
        Meaning("Java", "an island of Indonesia"),
        Meaning("Java (programming language)", "a language"),
        Meaning("Java (band)"),
    )


def test_an_article_with_nothing_but_a_list_beside_it_is_one_thing(opened: Open) -> None:
    wiki = Wiki((Article("Sea", ""), Article("Sea (disambiguation)", "", disambiguation=True)))
    assert opened(wiki)[0].meanings("Sea", "en") == ()


def test_without_a_page_of_that_name_those_in_brackets_are_its_meanings(opened: Open) -> None:
    wiki = Wiki((Article("Bark (ship)", ""), Article("Bark (botany)", "")))
    assert titles(opened(wiki)[0].meanings("Bark", "en")) == ["Bark (ship)", "Bark (botany)"]


def test_what_the_list_puts_first_stays_first_and_the_rest_is_as_well_known_as_it_is(opened: Open) -> None:
    listed = (
        '<ul><li><a title="Zorn (river)">Zorn</a></li></ul><h2>More</h2><ul><li><a title="Anna Zorn">A</a></li>'
        '<li><a title="Zorn (film)">Z</a></li><li><a title="Zorn (town)">Z</a></li></ul>'
    )
    wiki = Wiki(
        (Article("Zorn (town)", ""), Article("Zorn (film)", ""), Article("Zorn", listed, disambiguation=True))
    )
    named = titles(opened(wiki)[0].meanings("Zorn", "en"))
    assert named == ["Zorn (river)", "Zorn (town)", "Zorn (film)", "Anna Zorn"]


def test_no_more_are_named_than_a_learner_can_choose_from(opened: Open) -> None:
    many = {f"Mercury ({number})": "x" for number in range(20)}
    assert len(opened(mediawiki("mercury", meanings=many))[0].meanings("Mercury", "en")) == MOST


def test_the_edition_of_the_language_is_asked(opened: Open) -> None:
    dictionary, server = opened(mediawiki("merkur"))
    dictionary.meanings("Merkur", "de")
    assert server.requests[0].path == "/de/w/api.php"
    assert "maxlag" not in server.requests[0].query


@pytest.mark.parametrize(
    "name", ["", "Mercury (planet)", "水星（神话）", "a|b", "[x]", "why " * 30, "\u200b"]
)
def test_what_cannot_be_a_name_shared_is_not_asked(opened: Open, name: str) -> None:
    dictionary, server = opened(mediawiki("mercury"))
    assert dictionary.meanings(name, "en") == ()
    assert server.requests == []


@pytest.mark.parametrize(
    ("reply", "leaf"),
    [
        (Reply(b"", status=429), RateLimited),
        (Reply(b"", status=503), Unreachable),
        (Reply(b"", status=403), Refused),
        (Reply(b"<html>CAPTCHA</html>"), BadAnswer),
        (Reply(b'{"query": {"pages": {}}}'), BadAnswer),
        (Reply(b'{"query": {"pages": null, "search": []}}'), BadAnswer),
    ],
)
def test_a_failure_is_raised(opened: Open, reply: Reply, leaf: type[SourceError]) -> None:
    with pytest.raises(leaf):
        opened(answering(reply))[0].meanings("Mercury", "en")


@pytest.mark.parametrize(
    ("title", "name", "yes"),
    [
        ("Mercury (planet)", "mercury", True),
        ("水星 (曖昧さ回避)", "水星", True),
        ("水星（神话）", "水星", True),
        ("Mercury", "Mercury", False),
        ("Mercury Records (label)", "Mercury", False),
    ],
)
def test_a_name_is_shared_by_what_has_something_in_brackets_behind_it(
    title: str, name: str, yes: bool
) -> None:
    assert shares(title, name) is yes
