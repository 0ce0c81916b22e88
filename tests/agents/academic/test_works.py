from __future__ import annotations

import pytest

from sapere.agents.academic.works import Work, counted, findings, first_that_finds, to_read
from sapere.kit.http import HttpClient
from sapere.research.errors import Unreadable
from sapere.research.shapes import Finding


def titles(*works: Work) -> list[str]:
    return [one.title for one in findings(works, "Here")]


def test_a_finding_tells_where_and_when_and_how_it_begins() -> None:
    work = Work(
        "On Tea",
        "Ada Lind",
        "2021-03-09",
        "Annals",
        doi="10.1/x",
        abstract="<h2>Aim</h2>\n<p>To &lt; see.</p>",
    )
    finding = findings([work], "Here")[0]
    assert finding.snippet == "Annals, 2021. Aim To < see."
    assert (finding.agent, finding.service, finding.locator) == ("academic", "Here", "https://doi.org/10.1/x")


def test_what_can_be_read_comes_first_and_else_the_order_stays() -> None:
    a, b = Work("A", page="https://a.example/"), Work("B", page="https://b.example/", abstract="<p>x</p>")
    c = Work("C", page="https://c.example/", full_text="https://c.example/pdf")
    assert titles(a, b, c) == ["B", "C", "A"]


@pytest.mark.parametrize(
    "work",
    [
        Work("Kept", doi="10.1/x", retracted=True),
        Work("RETRACTED: On tea", doi="10.1/x"),
        Work("[Retracted] On tea".replace("[Retracted]", "Retracted:"), doi="10.1/x"),
        Work("WITHDRAWN: On tea", doi="10.1/x"),
        Work("Retraction notice to: On tea", doi="10.1/x"),
        Work("Retraction: On tea", doi="10.1/x"),
        Work("", doi="10.1/x"),
        Work("Nowhere"),
    ],
)
def test_withdrawn_nameless_and_placeless_works_are_left_out(work: Work) -> None:
    assert titles(work) == []


def test_a_work_about_retraction_is_kept() -> None:
    assert titles(Work("Retraction of muscles in cold water", doi="10.1/x"))


def test_the_same_work_is_one_finding() -> None:
    assert titles(Work("First", doi="10.1/x"), Work("Second", doi="10.1/x")) == ["First"]


@pytest.mark.parametrize(
    ("queries", "asked"),
    [
        (("none", "some", "more"), ["none", "some"]),
        (("some", "none"), ["some"]),
        (("none", "none", "some"), ["none", "some"]),
        (("none", "nothing", "some"), ["none", "nothing"]),
        (("", " ", "some"), ["some"]),
        ((), []),
    ],
)
def test_the_next_query_is_asked_only_when_one_found_nothing(
    queries: tuple[str, ...], asked: list[str]
) -> None:
    told: list[str] = []

    def ask(query: str) -> list[Finding]:
        told.append(query)
        return [Finding("", "x:y", query)] if query == "some" else []

    first_that_finds(queries, str.strip, ask)
    assert told == asked


def test_without_a_full_text_the_abstract_is_read_and_no_page_is_asked() -> None:
    with HttpClient() as http:
        raw = to_read(
            http, Finding("academic", "https://doi.org/10.1/x", "On tea", body="<p>Tea is hot.</p>")
        )
    assert b"<h1>On tea</h1>\n<p>Tea is hot.</p>" in raw.body


def test_with_neither_the_reason_is_told() -> None:
    with HttpClient() as http, pytest.raises(Unreadable, match="Crossref knows neither a summary"):
        to_read(http, Finding("academic", "https://doi.org/10.1/x", "On tea", service="Crossref"))


@pytest.mark.parametrize(
    ("value", "count"), [(0, 0), (7, 7), (-1, None), (True, None), ("7", None), (None, None)]
)
def test_a_count_is_a_count(value: object, count: int | None) -> None:
    assert counted(value) == count
