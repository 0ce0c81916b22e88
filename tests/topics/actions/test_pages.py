from __future__ import annotations

from dataclasses import replace

import pytest

from sapere.research.shapes import Page, Section, Sentence, Tree
from sapere.topics import actions, history, queries
from sapere.topics.actions.pages import KEPT_VERSIONS
from sapere.topics.models import Concept, Run
from tests.topics.seed import LEVEL, concept, finished, page, person, topic_of

pytestmark = pytest.mark.django_db

ROOT = concept(1)
FIRST = concept(2, ROOT.id)


@pytest.fixture
def run() -> Run:
    return finished(person("alice"))


@pytest.fixture
def later(run: Run) -> Run:
    return actions.update_topic(run.owner, topic_of(run).slug)


def saying(text: str, of: Page) -> Page:
    said = of.sections[0].sentences[0]
    return replace(of, sections=(Section("", (Sentence(text, said.state, said.citations),)),))


def versions(run: Run) -> list[str]:
    there = history.versions(queries.concept(topic_of(run), FIRST.id))
    return [one.sections[0]["sentences"][0]["text"] for one in there]


def test_a_concept_of_which_nothing_can_be_quoted_is_ready_without_a_page(run: Run) -> None:
    bare = concept(3)
    actions.keep_page(run, Page(bare.id, LEVEL, "en", ()))
    row = queries.concept(topic_of(run), bare.id)
    assert (row.state, queries.page(row)) == ("ready", None)


def test_a_page_written_again_replaces_the_first(run: Run) -> None:
    actions.keep_page(run, page(FIRST))
    assert len(queries.pages(topic_of(run))) == 2


def test_the_page_of_a_concept_that_is_gone_is_not_kept(run: Run) -> None:
    actions.keep_tree(run, Tree((ROOT,)))
    actions.keep_page(run, page(FIRST))
    assert [one.depth for one in Concept.objects.all()] == [0]


def test_a_page_that_reads_otherwise_in_a_later_run_leaves_the_older_one(later: Run) -> None:
    actions.keep_page(later, saying("Ice is hard.", page(FIRST)))
    assert versions(later) == ["Water is wet."]


def test_a_page_that_reads_the_same_leaves_no_version(later: Run) -> None:
    actions.keep_page(later, replace(page(FIRST), writer="model"))
    assert versions(later) == []


def test_a_draft_of_the_same_run_leaves_no_version(later: Run) -> None:
    actions.keep_page(later, saying("Draft.", page(FIRST)), draft=True)
    actions.keep_page(later, saying("Whole.", replace(page(FIRST), writer="model")))
    assert versions(later) == ["Water is wet."]


def test_a_draft_leaves_what_a_model_wrote(run: Run, later: Run) -> None:
    actions.keep_page(run, saying("Whole.", replace(page(FIRST), writer="model")))
    actions.keep_page(later, saying("Draft.", page(FIRST)), draft=True)
    there = queries.page(queries.concept(topic_of(run), FIRST.id))
    assert there is not None
    assert there.writer == "model"


def test_only_so_many_versions_are_kept(later: Run) -> None:
    for number in range(KEPT_VERSIONS + 3):
        actions.keep_page(later, saying(f"Version {number}.", replace(page(FIRST), writer="model")))
    assert versions(later)[0] == f"Version {KEPT_VERSIONS + 1}."
    assert len(versions(later)) == KEPT_VERSIONS
