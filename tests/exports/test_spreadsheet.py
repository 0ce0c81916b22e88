from __future__ import annotations

import csv as reading
from io import StringIO

import pytest

from sapere.exports.spreadsheet import HEAD, csv
from tests.exports.material import in_script, tides


def rows(written: str) -> list[dict[str, str]]:
    return list(reading.DictReader(StringIO(written.removeprefix("\ufeff"), newline="")))


def test_a_line_for_each_quote_and_one_for_what_has_none() -> None:
    found = rows(csv(tides()))
    assert tuple(found[0]) == HEAD
    assert [row["quote"] for row in found if row["state"] == "inferred"] == [
        "The moon pulls the sea.",
        "At noon the water turns.",
    ]
    assert [row["concept"] for row in found if not row["sentence"]] == ["Tidal mills"]
    assert {row["place"] for row in found} == {"", "page 12", "3:15"}


def test_code_keeps_its_lines() -> None:
    (code,) = (row["sentence"] for row in rows(csv(tides())) if row["kind"] == "code")
    assert code == "def pull(mass):\n    return mass ** 2  # never negative"


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0"])
def test_no_cell_becomes_a_formula(formula: str) -> None:
    found = rows(csv(in_script("en", formula, formula)))
    assert all(not cell.startswith(("=", "+", "-", "@", "\t")) for row in found for cell in row.values())
    assert found[0]["concept"] == f"'{formula}"
