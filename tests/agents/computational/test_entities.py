from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from sapere.agents.computational.entities import Value, entity_id, item, named_in
from sapere.agents.computational.sentences import told
from tests.json_values import json_with

ITEM = {"id": "Q9", "labels": {"en": {"language": "en", "value": "stone"}}}


def claim(datatype: str, value: Any, rank: str = "normal", **more: Any) -> dict[str, Any]:
    snak = {"snaktype": "value", "datatype": datatype, "datavalue": {"value": value}}
    return {"rank": rank, "mainsnak": snak, **more}


def values(*claims: Any, name: str = "P5000") -> tuple[Value, ...]:
    found = item({**ITEM, "claims": {name: list(claims)}}, "en").statements
    return found[0][1] if found else ()


def quantity(amount: object, **more: object) -> dict[str, Any]:
    return claim("quantity", {"amount": amount, "unit": "1", **more})


def test_only_the_best_rank_counts() -> None:
    found = values(
        claim("string", "a"), claim("string", "b", "preferred"), claim("string", "c", "deprecated")
    )
    assert [value.text for value in found] == ["b"]
    assert values(claim("string", "c", "deprecated")) == ()


def test_of_values_over_time_the_newest_come_first() -> None:
    def counted(amount: str, year: str) -> dict[str, Any]:
        moment = claim("time", {"time": f"+{year}-00-00T00:00:00Z", "precision": 9})["mainsnak"]
        return {**quantity(amount), "qualifiers": {"P585": [moment]}}

    found = values(counted("+1", "1990"), counted("+3", "2020"), counted("+2", "2005"))
    assert [value.text for value in found] == ["3", "2", "1"]
    assert found[0].qualifiers[0][1].text == "+2020-00-00T00:00:00Z"


@pytest.mark.parametrize(
    "one",
    [
        claim("external-id", "4045936-1"), claim("commonsMedia", "x.jpg"), claim("url", "https://a.example/"),
        {"rank": "normal", "mainsnak": {"snaktype": "somevalue", "datatype": "string"}},
        {"rank": "normal", "mainsnak": {"snaktype": "novalue", "datatype": "string"}},
        claim("wikibase-item", {"id": "L5-F1"}), claim("wikibase-item", None), claim("time", {"time": "yesterday"}),
        claim("time", {"time": "+2020-00-00T00:00:00Z", "precision": 99}), claim("globe-coordinate", {"latitude": "x"}),
        claim("string", "\u200b"), quantity("+1e400"), quantity("NaN"), quantity("1" * 50), quantity(None), quantity("Infinity"),
        None, 3, {}, {"rank": "normal", "mainsnak": []},
    ],
)  # fmt: skip
def test_what_says_nothing_to_a_learner_is_left_out(one: Any) -> None:
    assert values(one) == ()


@pytest.mark.parametrize("name", ["P373", "P910", "P1343", "P1889", "xyz", ""])
def test_housekeeping_is_left_out(name: str) -> None:
    assert values(claim("string", "x"), name=name) == ()


def test_an_even_margin_is_kept_and_any_other_is_not() -> None:
    assert values(quantity("+2.5", upperBound="+2.6", lowerBound="+2.4"))[0].margin == "0.1"
    assert values(quantity("+2.5", upperBound="+3", lowerBound="+2.4"))[0].margin == ""


def test_texts_are_told_in_the_learners_language() -> None:
    english, german = (claim("monolingualtext", {"text": code, "language": code}) for code in ("en", "de"))
    assert [value.text for value in values(german, english)] == ["en"]
    assert [value.text for value in values(german)] == ["de"]


@pytest.mark.parametrize(("kind", "subject"), [("Q5", True), ("Q4167410", False), ("Q13442814", False)])
def test_a_page_of_names_is_no_subject(kind: str, subject: bool) -> None:
    claims = {"P31": [claim("wikibase-item", {"id": kind})]}
    assert item({**ITEM, "claims": claims}, "en").is_subject is subject


def test_names_are_asked_for_once_and_in_order() -> None:
    snak = claim("quantity", {"amount": "+1", "unit": "http://www.wikidata.org/entity/Q11573"})
    found = item({**ITEM, "claims": {"P5": [snak, snak], "P6": [claim("wikibase-item", {"id": "Q7"})]}}, "en")
    assert named_in([found]) == ["P5", "Q11573", "P6", "Q7"]


@pytest.mark.parametrize(
    ("given", "found"),
    [("http://x/entity/Q5", "Q5"), ("P31", "P31"), ("1", ""), ("Q0", ""), (5, ""), (None, "")],
)
def test_an_id_is_known_by_its_form(given: object, found: str) -> None:
    assert entity_id(given) == found


JSON = json_with(
    "labels en value claims P31 rank mainsnak qualifiers snaktype datatype datavalue time id amount unit".split(),
    leaves=20,
)


@given(JSON, JSON, JSON)
def test_whatever_an_entity_holds_it_is_read(claims: Any, labels: Any, value: Any) -> None:
    kinds = ("quantity", "time", "wikibase-item", "string", "monolingualtext", "math", "globe-coordinate")
    given = {
        "P1": [claim(kind, value) for kind in kinds],
        **(claims if isinstance(claims, dict) else {"P2": claims}),
    }
    found = item(json.loads(json.dumps({"labels": labels, "aliases": labels, "claims": given})), "en")
    assert all(isinstance(line, str) for line in told(found, {"P1": "length"}, "en"))
