from __future__ import annotations

import json
from pathlib import Path

import pytest

from sapere.cli.files import check_target, write_json
from sapere.research.errors import BadRequest, ReadOnly


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    write_json(tmp_path / "out.json", {"tide": "Ebbe – 引き潮"})
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8")) == {"tide": "Ebbe – 引き潮"}
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_what_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "out.json").mkdir()
    with pytest.raises(ReadOnly, match=r"out\.json"):
        write_json(tmp_path / "out.json", {})
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadOnly, match="No such file or directory"):
        write_json(tmp_path / "nowhere" / "out.json", {})


def test_a_target_is_looked_at_before_the_work(tmp_path: Path) -> None:
    check_target(None)
    check_target(Path("-"))
    check_target(tmp_path / "out.json")
    with pytest.raises(BadRequest, match="no folder"):
        check_target(tmp_path / "away" / "out.json")
