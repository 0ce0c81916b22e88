"""What the services really answered, where the recordings are at hand: each through its client, from a fake."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from sapere.agents.academic import crossref, openalex, semanticscholar
from sapere.agents.academic.arxiv import Arxiv
from sapere.agents.academic.pubmed import PubMed
from sapere.agents.academic.works import Work, findings
from sapere.research.errors import BadAnswer, Refused, SourceError, Unreachable
from sapere.research.shapes import Finding
from tests.agents.asking import Made, asked, found_in
from tests.fakes.server import Reply, answering

API = Path(__file__).parents[3].parent / "shared" / "data" / "api"
pytestmark = [
    pytest.mark.skipif(
        not API.is_dir(), reason="the recorded answers of the scholarly services are not here"
    ),
    pytest.mark.loopback,
]
IDS = "pubmed/esearch_63_hits.xml"


def recorded(name: str) -> Reply:
    service, _, file = name.partition("/")
    index = json.loads((API / service / "index.json").read_text("utf-8"))
    told = next(one for one in index if one["file"] == file)
    kind = (told["headers"] or {}).get("content-type", "text/xml")
    return Reply((API / name).read_bytes(), told["status"] or 200, {"Content-Type": kind})


def found(make: Made, *names: str) -> list[Finding]:
    with asked(make, answering(*map(recorded, names))) as one:
        return one.find(limit=100)


@pytest.mark.parametrize(
    ("make", "names", "count", "locator", "published", "author", "title"),
    [
        (Arxiv, ["arxiv/basics_electron_and_proton.xml"], 1, "https://arxiv.org/abs/hep-ex/0307015", "2003-07-07",
         "H1 Collaboration", "Multi-Electron Production at High Transverse Momenta in ep Collisions at HERA"),
        (Arxiv, ["arxiv/id_list_one_entry.xml"], 1, "https://doi.org/10.1063/1.4944470", "2015-12-26",
         "Michael Kilgour, Dvira Segal", "Inelastic effects in molecular transport junctions: The probe technique"),
        (openalex.OpenAlex, ["openalex/works_title_search.json"], 2, "https://doi.org/10.1038/s42256-024-00832-8",
         "2024-05-08", "Andres M. Bran, Sam Cox", "Augmenting large language models with chemistry tools"),
        (PubMed, [IDS, "pubmed/efetch_2.xml"], 1, "https://doi.org/10.1136/oemed-2017-104431", "2018-02",
         "Catherine C Lerro", "Occupational pesticide exposure and subclinical hypothyroidism"),
        (PubMed, [IDS, "pubmed/efetch_articles.xml"], 2, "https://doi.org/10.1016/0005-2795(76)90109-4", "1976-09-28",
         "T C Strekas", "Magnetic studies of Chromatium flavocytochrome C552"),
        (PubMed, ["pubmed/esearch_pmc_retmax200.xml", "pubmed/efetch_structured_ids.xml"], 1,
         "https://doi.org/10.1016/j.diagmicrobio.2015.11.017", "2015-12-01", "Joshua Rhein, Nathan C Bahr",
         "Diagnostic performance of a multiplex PCR assay"),
        (PubMed, [IDS, "pubmed/efetch_book_article.xml"], 1, "https://pubmed.ncbi.nlm.nih.gov/21413195/", "2009-02",
         "National Collaborating Centre for Chronic Conditions (UK)", "Rheumatoid Arthritis"),
        (crossref.Crossref, ["crossref/works_query_ecology.json"], 2, "https://doi.org/10.1093/obo/9780199830060-0238",
         "2022-07-26", "", "Communicating Ecology"),
        (crossref.Crossref, ["crossref/works_query_title_1.json"], 1, "https://doi.org/10.1093/jamiaopen/ooae021",
         "2024-01-04", "Hao Liu, Ali Soroush", "Retrieval augmented scientific claim verification"),
        (semanticscholar.SemanticScholar, ["semanticscholar/match_title.json"], 1,
         "https://doi.org/10.1038/s42256-024-00832-8", "2023-04-11", "Andrés M Bran, Sam Cox",
         "Augmenting large language models with chemistry tools"),
        (semanticscholar.SemanticScholar, ["semanticscholar/search_turing.json"], 100,
         "https://www.semanticscholar.org/paper/7cbc2a7843411a1768ab762930707af0a3c33a19", "", "",
         "Using DeepSpeed and Megatron to Train Megatron-Turing NLG 530B"),
    ],
)  # fmt: skip
def test_a_recorded_answer_gives_its_works(
    make: Made, names: list[str], count: int, locator: str, published: str, author: str, title: str
) -> None:
    all_found = found(make, *names)
    first = all_found[0]
    assert len(all_found) == count
    assert (first.locator, first.published) == (locator, published)
    assert first.author.startswith(author) and bool(first.author) == bool(author)
    assert first.title.startswith(title)


@pytest.mark.parametrize(
    ("name", "count", "locator", "published", "author"),
    [
        ("esummary_docsum.xml", 2, "https://pubmed.ncbi.nlm.nih.gov/11850928/", "1965-08", "LoPresti PJ, Hambrick GW Jr"),
        ("esummary_pmc_v2.json", 199, "https://doi.org/10.1128/msphere.00562-20", "2020-12-16", "Schenck LP, McGrath JJ"),
    ],
)  # fmt: skip
def test_recorded_summaries_stand_in_for_records(
    name: str, count: int, locator: str, published: str, author: str
) -> None:
    """Of the two hundred one says in its title that it was retracted."""
    garbled = Reply(b"<PubmedArticleSet><PubmedArticle>")
    with asked(PubMed, answering(recorded(IDS), garbled, recorded(f"pubmed/{name}"))) as one:
        found = one.find(limit=200)
    assert len(found) == count and all(finding.title and finding.author for finding in found)
    first = next(finding for finding in found if finding.locator == locator)
    assert first.published == published and first.author.startswith(author)


@pytest.mark.parametrize(
    ("module", "name", "published", "author"),
    [
        (openalex, "openalex/work_by_doi.json", "2025-03-01", "Michael Herger"),
        (crossref, "crossref/work_by_doi.json", "2025-04", "Michael Herger"),
    ],
)
def test_a_recorded_work_is_read_alone_too(module: Any, name: str, published: str, author: str) -> None:
    value = json.loads(recorded(name).body)
    (work,) = findings([module.work(value.get("message", value))], "Here")
    assert work.locator == "https://doi.org/10.1016/j.xgen.2025.100814"
    assert (work.published, work.title[:25]) == (published, "High-throughput screening")
    assert work.author.startswith(author) and work.licence.startswith("CC BY")


def test_a_record_without_a_title_is_no_finding() -> None:
    part: Work = openalex.work(json.loads(recorded("openalex/work_select_open_access.json").body))
    assert (part.doi, part.title) == ("10.1021/acs.jctc.5b00178", "")
    assert findings([part], "OpenAlex") == []
    assert found(semanticscholar.SemanticScholar, "semanticscholar/search_page.json") == []


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (PubMed, "pubmed/esearch_no_hits_phrase_not_found.xml"),
        (crossref.Crossref, "crossref/works_no_match.json"),
        (semanticscholar.SemanticScholar, "semanticscholar/match_empty.json"),
    ],
)
def test_a_recorded_answer_without_hits_is_empty(make: Made, name: str) -> None:
    assert found(make, name) == []


@pytest.mark.parametrize(
    ("make", "name", "leaf", "reason"),
    [
        (Arxiv, "arxiv/error_incorrect_id.xml", BadAnswer, "incorrect id format for 1234.12345"),
        (openalex.OpenAlex, "openalex/work_404.html", Unreachable, "no such page any more"),
        (crossref.Crossref, "crossref/error_cursor_invalid.json", BadAnswer, "Cursor specified but it is invalid"),
        (crossref.Crossref, "crossref/work_404.txt", Unreachable, "no such page any more"),
        (semanticscholar.SemanticScholar, "semanticscholar/forbidden_403.json", Refused, "Forbidden"),
        (partial(semanticscholar.SemanticScholar, key="k"), "semanticscholar/forbidden_403.json", Refused,
         "does not accept the key"),
        (semanticscholar.SemanticScholar, "semanticscholar/not_found_404.json", Unreachable, "Paper with id 0 not found"),
    ],
)  # fmt: skip
def test_a_recorded_error_is_its_reason(make: Made, name: str, leaf: type[SourceError], reason: str) -> None:
    with pytest.raises(leaf) as caught:
        found(make, name)
    assert type(caught.value) is leaf and reason in caught.value.what


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (Arxiv, "pubmed/efetch_2.xml"),
        (PubMed, "arxiv/id_list_one_entry.xml"),
        (openalex.OpenAlex, "crossref/works_query_ecology.json"),
        (crossref.Crossref, "openalex/works_title_search.json"),
        (semanticscholar.SemanticScholar, "openalex/works_title_search.json"),
    ],
)
def test_an_answer_to_another_question_is_not_taken_for_one(make: Made, name: str) -> None:
    with pytest.raises(BadAnswer):
        found_in(make, recorded(name))
