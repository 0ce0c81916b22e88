from __future__ import annotations

from pathlib import Path

import pytest

from sapere.cli.roots import checked, written
from sapere.research.errors import BadLibrary


def test_the_same_folder_is_the_same_root_from_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.md").write_text("# Tides", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert checked("notes") == checked(f"{tmp_path}/notes") == str(tmp_path / "notes")


def test_pythons_reference_keeps_its_name() -> None:
    assert checked(" python: ") == "python:"


@pytest.mark.parametrize(
    "root", ["", "https://10.0.0.1/", "http://localhost/x", "ftp://example.org/", "/nowhere/at/all"]
)
def test_what_is_no_library_is_refused(root: str) -> None:
    with pytest.raises(BadLibrary):
        checked(root)


def test_a_folder_with_nothing_to_read_is_refused_before_anything_begins(tmp_path: Path) -> None:
    with pytest.raises(BadLibrary, match="is empty"):
        checked(str(tmp_path))
    (tmp_path / "page.html").write_bytes(b"\x7fELF\x00\x01")
    with pytest.raises(BadLibrary, match="1 files and folders were passed by"):
        checked(str(tmp_path))


def test_an_address_is_left_as_it_is() -> None:
    assert written("file:///tmp/a") == "file:///tmp/a"


def test_a_page_of_the_web_is_kept_without_its_fragment() -> None:
    assert checked("https://example.org/tides#moon") == "https://example.org/tides"
