from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.settings.envfile import parse, read_env_file

FILE = ".env.server"


def values(text: str) -> dict[str, str]:
    given_, problems = parse(text.encode(), FILE)
    assert problems == []
    return {one.name: one.value for one in given_}


def faults(body: bytes) -> list[str]:
    return [str(problem) for problem in parse(body, FILE)[1]]


def test_names_and_values_with_comments_and_blank_lines() -> None:
    assert values("# note\n\nA=1\nB_2=two words\n  # more\nC=\nD=a=b") == {
        "A": "1",
        "B_2": "two words",
        "C": "",
        "D": "a=b",
    }


def test_a_value_with_a_hash_or_outer_spaces_stands_in_quotes() -> None:
    assert values("A='a#b'\nB=\" c \"") == {"A": "a#b", "B": " c "}


@pytest.mark.parametrize(
    ("body", "line", "says"),
    [
        (b"A=1\nB\n", 2, "NAME=value"),
        (b"export A=1", 1, "export"),
        (b"A =1", 1, "no space"),
        (b"a=1", 1, "capital"),
        (b"A= 1", 1, "space"),
        (b"A=1 ", 1, "space"),
        (b"A=1\t", 1, "space"),
        (b"A='1'", 1, "no quotes"),
        (b'A="1"', 1, "no quotes"),
        (b"A='1", 1, "one end"),
        (b'A=1"', 1, "one end"),
        (b"A=pass#word", 1, "#"),
        (b"A=1 # note", 1, "#"),
        (b"B=2\nA=1\nA=2\n", 3, "first in line 2"),
        (b"A=1\r\nB=2\r\n", 1, "Windows"),
        (b"A=1\rB=2", 1, "carriage return"),
        (b"\xef\xbb\xbfA=1", 1, "byte order mark"),
        (b"A=1\nB=\xff\xfe", 2, "UTF-8"),
    ],
)
def test_each_fault_is_named_with_its_line(body: bytes, line: int, says: str) -> None:
    (found,) = faults(body)
    assert found.startswith(f"{FILE}:{line}: ")
    assert says in found


def test_all_faults_are_told_at_once() -> None:
    assert len(faults(b"A='1'\nB=x#y\nC\nA=2\r\n")) == 5


@given(st.binary(max_size=200))
def test_any_bytes_are_read_without_a_crash(body: bytes) -> None:
    given_, problems = parse(body, FILE)
    assert all(one.line >= 1 for one in given_)
    assert all(problem.line >= 1 for problem in problems)


@given(st.from_regex(r"[A-Za-z0-9]{12,40}", fullmatch=True), st.sampled_from(["'{}", "{} ", "{}#", '"{}"']))
def test_a_problem_never_shows_the_value(secret: str, form: str) -> None:
    (found,) = faults(f"A={form.format(secret)}".encode())
    assert secret not in found


def test_a_missing_file_is_no_problem(tmp_path: Path) -> None:
    assert read_env_file(tmp_path / ".env.server") == ([], [])


def test_a_folder_in_its_place_is_one(tmp_path: Path) -> None:
    (tmp_path / ".env.server").mkdir()
    assert "cannot be read" in str(read_env_file(tmp_path / ".env.server")[1][0])
