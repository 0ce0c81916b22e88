from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.agents.academic.identifiers import (
    arxiv_of,
    doi_of,
    landing,
    open_text,
    pmc_of,
    pmid_of,
)

ANYTHING = st.text(max_size=60) | st.none() | st.integers() | st.lists(st.text(max_size=5), max_size=2)


@pytest.mark.parametrize(
    "written",
    [
        "10.1063/1.4944470",
        "https://doi.org/10.1063/1.4944470",
        "http://dx.doi.org/10.1063/1.4944470",
        "doi:10.1063/1.4944470",
        " DOI: 10.1063/1.4944470 ",
        "https://doi.org/10.1063%2F1.4944470",
    ],
)
def test_a_doi_is_one_however_it_is_written(written: str) -> None:
    assert doi_of(written) == "10.1063/1.4944470"


@pytest.mark.parametrize(
    "written",
    ["", "10.1/x", "11.1063/1", "10.1063/a b", "javascript:10.1063/1", None, 10.1063, ["10.1063/1"]],
)
def test_what_is_no_doi_is_none(written: object) -> None:
    assert doi_of(written) == ""


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("http://arxiv.org/abs/1601.00001v1", "1601.00001"),
        ("https://arxiv.org/pdf/2304.05376v5.pdf", "2304.05376"),
        ("arXiv:2304.05376", "2304.05376"),
        ("http://arxiv.org/abs/hep-ex/0307015v1", "hep-ex/0307015"),
        ("math.GT/0309136", "math.gt/0309136"),
        ("http://arxiv.org/api/errors#incorrect_id", ""),
        ("https://evil.example/abs/1601.00001", ""),
        ("1601.00001/../../etc", ""),
        (None, ""),
    ],
)
def test_an_arxiv_id_has_no_version(written: object, number: str) -> None:
    assert arxiv_of(written) == number


@pytest.mark.parametrize(
    ("doi", "arxiv", "address"),
    [
        ("10.1063/1.4944470", "1601.00001", "https://doi.org/10.1063/1.4944470"),
        ("10.48550/arxiv.2304.05376", "", "https://arxiv.org/abs/2304.05376"),
        ("", "2304.05376", "https://arxiv.org/abs/2304.05376"),
        ("10.1002/(sici)1097<1::aid-x>3.0", "", "https://doi.org/10.1002/(sici)1097%3C1::aid-x%3E3.0"),
        ("10.1000/a#b?c", "", "https://doi.org/10.1000/a%23b%3Fc"),
        ("", "", ""),
    ],
)
def test_a_work_has_one_address(doi: str, arxiv: str, address: str) -> None:
    assert landing(doi, arxiv) == address


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("http://arxiv.org/abs/2304.05376", "https://arxiv.org/pdf/2304.05376"),
        ("https://doi.org/10.1063/1.4944470", ""),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC11116106", ""),
        ("https://journal.example/a.pdf", "https://journal.example/a.pdf"),
    ],
)
def test_a_page_that_only_leads_to_the_text_is_not_the_text(address: str, kept: str) -> None:
    assert open_text(address) == kept


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("PMC11116106", "11116106"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC7/", "7"),
        ("NBK7", ""),
        ("", ""),
    ],
)
def test_a_number_in_pubmed_central(written: str, number: str) -> None:
    assert pmc_of(written) == number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("38799228", "38799228"), (7, "7"), ("https://pubmed.ncbi.nlm.nih.gov/38799228", "38799228"),
        ("0", ""), ("PMC7", ""), (None, ""), ([7], ""),
    ],
)  # fmt: skip
def test_a_number_in_pubmed(written: object, number: str) -> None:
    assert pmid_of(written) == number


def test_a_work_that_only_pubmed_knows_is_shown_there() -> None:
    assert landing("", "", "7") == "https://pubmed.ncbi.nlm.nih.gov/7/"


@given(ANYTHING)
def test_no_address_holds_what_could_end_it(value: object) -> None:
    for address in (
        landing(doi_of(value)),
        landing("", arxiv_of(value)),
        open_text(value),
    ):
        assert not set(address) & set(' <>"\\\n\r\t\u202e') or address == value


@given(ANYTHING)
def test_an_identifier_of_an_identifier_is_itself(value: object) -> None:
    for read in (doi_of, arxiv_of):
        assert read(read(value)) == read(value)
