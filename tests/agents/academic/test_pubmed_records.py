from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sapere.agents.academic.pubmed_records import works
from sapere.agents.academic.works import Work

ARTICLE = (
    "<PubmedArticle><MedlineCitation><PMID>7</PMID><Article>{}</Article></MedlineCitation>{}</PubmedArticle>"
)
NAMES = st.sampled_from(
    """PubmedArticle PubmedBookArticle MedlineCitation Article BookDocument Book BookTitle ArticleTitle Abstract
    AbstractText AuthorList Author LastName CollectiveName PMID Journal JournalIssue PubDate Year Month Day i
    PubmedData ArticleIdList ArticleId Language""".split()
)
TREES = st.recursive(
    st.sampled_from(["", "12", "Sep", "x &lt; y", "2024", "\u202e"]),
    lambda inner: st.tuples(NAMES, st.lists(inner, max_size=4)).map(
        lambda pair: f"<{pair[0]} IdType='doi'>{''.join(pair[1])}</{pair[0]}>"
    ),
    max_leaves=15,
)


def article(inside: str, behind: str = "") -> Work:
    return next(works(etree.fromstring(ARTICLE.format(inside, behind))))[1]


@pytest.mark.parametrize(
    ("inside", "title"),
    [
        ("<ArticleTitle>On <i>E. coli</i>.</ArticleTitle>", "On E. coli"),
        ("<ArticleTitle>[A translated one].</ArticleTitle>", "A translated one"),
        ("<ArticleTitle/><VernacularTitle>Über Tee.</VernacularTitle>", "Über Tee"),
        ("<ArticleTitle>&lt;script&gt;x&lt;/script&gt;\u202e</ArticleTitle>", "x"),
        ("", ""),
    ],
)
def test_a_title_is_a_line_without_markup(inside: str, title: str) -> None:
    assert article(inside).title == title


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("<Year>1976</Year><Month>Sep</Month><Day>28</Day>", "1976-09-28"),
        ("<Year>1990</Year><Season>Spring</Season>", "1990"),
        ("<MedlineDate>1998 Dec-1999 Jan</MedlineDate>", "1998"),
        ("<Year>soon</Year>", ""),
    ],
)
def test_a_date_may_be_told_in_many_ways(date: str, shown: str) -> None:
    inside = f"<Journal><JournalIssue><PubDate>{date}</PubDate></JournalIssue></Journal>"
    assert article(inside).published == shown


def test_an_abstract_keeps_its_parts_and_its_formulas() -> None:
    made = article(
        "<Abstract><AbstractText Label='RESULTS'>p<sub>trend</sub> &lt; 0.01</AbstractText>"
        "<AbstractText Label='UNLABELLED'>x</AbstractText><AbstractText/></Abstract>"
    )
    assert made.abstract == "<h2>Results</h2>\n<p>p<sub>trend</sub> &lt; 0.01</p>\n<p>x</p>"


def test_the_ids_of_what_it_refers_to_are_not_its_own() -> None:
    other = "<ReferenceList><Reference><ArticleIdList><ArticleId IdType='doi'>10.9999/other</ArticleId>"
    behind = f"<PubmedData>{other}</ArticleIdList></Reference></ReferenceList></PubmedData>"
    assert article("<ELocationID EIdType='doi'>10.1234/own</ELocationID>", behind).doi == "10.1234/own"
    assert article("", behind).doi == ""


def test_people_and_groups_are_authors() -> None:
    people = (
        "<Author><LastName>Lind</LastName><ForeName>Ada</ForeName></Author>"
        "<Author><LastName>Ferro</LastName><Initials>B</Initials></Author>"
        "<Author><CollectiveName>The Tea Group</CollectiveName></Author>"
    )
    assert article(f"<AuthorList>{people}</AuthorList>").authors == "Ada Lind, B Ferro, The Tea Group"


@pytest.mark.parametrize("kind", ["D016441", "D016440"])
def test_withdrawn_articles_and_their_notices_are_known(kind: str) -> None:
    types = f"<PublicationTypeList><PublicationType UI='{kind}'/></PublicationTypeList>"
    assert article(types).retracted


def test_a_chapter_stands_in_its_book() -> None:
    book = (
        "<PubmedBookArticle><BookDocument><PMID>9</PMID><ArticleTitle>Tea</ArticleTitle>"
        "<Book><BookTitle>Drinks</BookTitle><PubDate><Year>2009</Year></PubDate></Book></BookDocument></PubmedBookArticle>"
    )
    ((number, chapter),) = works(etree.fromstring(book))
    assert (number, chapter.title, chapter.venue, chapter.kind) == ("9", "Tea", "Drinks", "book")


@given(TREES)
def test_whatever_stands_in_a_record_is_a_work(inside: str) -> None:
    for number, work in works(etree.fromstring(f"<PubmedArticleSet>{inside}</PubmedArticleSet>")):
        assert "<" not in number + work.title + work.authors
