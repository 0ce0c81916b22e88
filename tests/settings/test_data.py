from __future__ import annotations

import errno
import stat
from pathlib import Path

import pytest

from sapere.research.errors import DiskFull, ReadOnly
from sapere.settings import Settings, data_folder
from sapere.settings.data import refusal, secret_key


def test_the_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    made = data_folder(Settings(data=tmp_path / "a" / "b"))
    assert stat.S_IMODE(made.stat().st_mode) == 0o700
    assert list(made.iterdir()) == []


def test_a_file_in_its_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(ReadOnly, match="is a file") as caught:
        data_folder(Settings(data=tmp_path / "data"))
    assert "SAPERE_DATA" in caught.value.advice


def test_a_folder_that_cannot_be_made_is_named_with_the_mode() -> None:
    with pytest.raises(ReadOnly, match=r"/proc/sapere .* /proc has mode 0555"):
        data_folder(Settings(data=Path("/proc/sapere")))


def test_a_full_disk_is_not_taken_for_a_missing_right(tmp_path: Path) -> None:
    refused = refusal(tmp_path, OSError(errno.ENOSPC, "No space left on device"))
    assert isinstance(refused, DiskFull)
    assert "Free some space" in refused.advice


def test_a_laptop_gets_a_key_once_that_only_its_owner_reads(tmp_path: Path) -> None:
    key = secret_key(Settings(data=tmp_path))
    assert len(key) >= 50
    assert secret_key(Settings(data=tmp_path)) == key
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["secret-key"]


def test_a_key_that_was_set_is_used_and_not_written(tmp_path: Path) -> None:
    assert secret_key(Settings(data=tmp_path, secret_key="set")) == "set"
    assert list(tmp_path.iterdir()) == []
