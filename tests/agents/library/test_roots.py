from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from sapere.agents.library.located import LONGEST_LOCATOR
from sapere.agents.library.roots import LARGEST, Located, Passed, documents_under
from sapere.research.errors import BadLibrary, Unreachable


def names(root: Path | str) -> list[str]:
    return [
        item.locator.rpartition("/")[2] for item in documents_under(str(root)) if isinstance(item, Located)
    ]


def reasons(root: Path) -> dict[str, str]:
    return {
        item.locator.rpartition("/")[2]: item.reason
        for item in documents_under(str(root))
        if isinstance(item, Passed)
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.txt").write_text("Some words.")
    return tmp_path


def test_documents_come_in_a_fixed_order(folder: Path) -> None:
    for name in ("c/z.md", "a/y.html", "a/b/x.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("Some words.")
    assert names(folder) == ["x.txt", "y.html", "b.txt", "z.md"]


def test_a_document_opens_with_its_bytes_kind_and_address(folder: Path) -> None:
    page = folder / "My page ü.html"
    page.write_bytes(b"<p>Words</p>")
    (found,) = (item for item in documents_under(str(folder)) if item.locator.endswith(".html"))
    assert isinstance(found, Located)
    raw = found.open()
    assert (raw.body, raw.media_type, raw.locator) == (b"<p>Words</p>", "text/html", page.as_uri())
    assert raw.locator.endswith("/My%20page%20%C3%BC.html")


def test_the_fingerprint_changes_with_the_file_and_only_then(folder: Path) -> None:
    def fingerprint() -> str:
        (found,) = documents_under(str(folder))
        assert isinstance(found, Located)
        return found.fingerprint

    before = fingerprint()
    assert fingerprint() == before
    os.utime(folder / "b.txt", ns=(1, 1))
    assert fingerprint() != before


def test_what_is_not_taken_is_named_with_its_reason(folder: Path) -> None:
    (folder / ".secret").write_text("x")
    (folder / ".git").mkdir()
    (folder / "_sources").mkdir()
    (folder / "_sources" / "b.txt").write_text("x")
    (folder / "empty.txt").touch()
    (folder / "large.txt").touch()
    os.truncate(folder / "large.txt", LARGEST + 1)
    (folder / "photo.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (folder / "rubbish.txt").write_bytes(bytes(range(32)) * 20)
    (folder / "style.css").write_text("p {}")
    os.mkfifo(folder / "pipe")
    assert names(folder) == ["b.txt"]
    found = reasons(folder)
    assert found.keys() == {
        ".git", ".secret", "_sources", "empty.txt", "large.txt", "photo.html", "pipe", "rubbish.txt", "style.css",
    }  # fmt: skip
    assert all(reason.endswith(".") for reason in found.values())
    assert found["photo.html"] == "It is a picture, not text."


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_passed_and_the_rest_is_taken(folder: Path) -> None:
    (folder / "closed.txt").write_text("x")
    (folder / "closed.txt").chmod(0)
    (folder / "shut").mkdir(mode=0)
    assert names(folder) == ["b.txt"]
    assert reasons(folder) == {
        "closed.txt": "It cannot be opened: permission denied.",
        "shut": "It cannot be opened: permission denied.",
    }


def test_loops_of_links_end_and_nothing_is_read_twice(folder: Path) -> None:
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / "deep" / "er" / "up").symlink_to(folder)
    (folder / "itself").symlink_to("itself")
    (folder / "same.txt").symlink_to("b.txt")
    (folder / "gone.txt").symlink_to("nowhere")
    assert names(folder) == ["b.txt"]
    assert set(reasons(folder)) == {"up", "itself", "same.txt", "gone.txt"}


def test_text_in_sixteen_bits_and_a_stray_nul_are_text(folder: Path) -> None:
    (folder / "wide.txt").write_bytes("Some wide words, marked.".encode("utf-16"))
    (folder / "wider.txt").write_bytes("Some wide words, not marked.".encode("utf-16-le"))
    (folder / "nul.txt").write_bytes(b"Some words and\0 a stray byte among many others here.")
    assert len(names(folder)) == 4


def test_a_folder_ten_thousand_deep_would_not_stop_it(folder: Path) -> None:
    deep = folder
    for _ in range(300):
        deep /= "d"
    deep.mkdir(parents=True)
    (deep / "end.txt").write_text("Some words.")
    assert names(folder) == ["b.txt", "end.txt"]


def test_a_single_file_is_a_root_whatever_it_is_called(folder: Path) -> None:
    (folder / "notes.json").write_text("Some words.")
    assert names(folder / "notes.json") == ["notes.json"]
    assert names((folder / "b.txt").as_uri()) == ["b.txt"]


def test_a_file_that_went_away_is_unreachable(folder: Path) -> None:
    (found,) = documents_under(str(folder))
    (folder / "b.txt").unlink()
    assert isinstance(found, Located)
    with pytest.raises(Unreachable, match=r"b\.txt cannot be opened"):
        found.open()


@pytest.mark.parametrize(
    "name", ["", "   ", "a\0b", "nowhere", "b.txt/inside", "ftp://a.example/", "x" * 5000]
)
def test_a_root_that_is_none_is_refused_at_once(folder: Path, name: str) -> None:
    with pytest.raises(BadLibrary) as caught:
        documents_under(name if not name or ":" in name else str(folder / name) if name.strip() else name)
    assert caught.value.advice


def test_a_root_without_anything_to_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadLibrary, match="is empty"):
        list(documents_under(str(tmp_path)))
    (tmp_path / "empty.txt").touch()
    with pytest.raises(BadLibrary, match="1 files and folders were passed by"):
        list(documents_under(str(tmp_path)))
    with pytest.raises(BadLibrary, match="It is empty"):
        documents_under(str(tmp_path / "empty.txt"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_root_that_may_not_be_read_is_refused_with_what_to_do(tmp_path: Path) -> None:
    shut = tmp_path / "shut"
    shut.mkdir(mode=0)
    with pytest.raises(BadLibrary, match="may not be read") as caught:
        documents_under(str(shut))
    assert "chmod" in caught.value.advice


def test_a_device_is_no_library() -> None:
    with pytest.raises(BadLibrary, match="device"):
        documents_under("/dev/zero")


def test_a_file_that_grows_while_it_is_read_is_read_again(folder: Path) -> None:
    """A writer in a thread adds whole lines as fast as it can, then ends: what is read is one state of the file."""
    log = folder / "log.txt"
    log.write_text("A line of words.\n" * 200_000)
    (found,) = documents_under(str(log))
    assert isinstance(found, Located)
    going = threading.Event()

    def write() -> None:
        with log.open("a") as file:
            for _ in range(200):
                file.write("A line of words.\n" * 10)
                file.flush()
                going.set()

    writer = threading.Thread(target=write)
    writer.start()
    going.wait()
    try:
        lines = found.open().body.splitlines()
    except Unreachable as error:
        assert "was being written while it was read" in error.what
    else:
        assert set(lines) == {b"A line of words."}
    writer.join()


def test_a_file_that_never_rests_is_unreachable_for_now(folder: Path) -> None:
    """A clock that moves with every look stands for a writer that is always quicker."""
    (found,) = documents_under(str(folder / "b.txt"))
    assert isinstance(found, Located)
    stop = threading.Event()

    def touch() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            os.utime(folder / "b.txt", ns=(number, number))

    (folder / "b.txt").write_bytes(b"words " * 8_000_000)
    toucher = threading.Thread(target=touch)
    toucher.start()
    try:
        with pytest.raises(Unreachable, match="was being written while it was read"):
            found.open()
    finally:
        stop.set()
        toucher.join()


def test_a_path_too_long_to_be_written_down_is_passed(folder: Path) -> None:
    deep = folder
    for _ in range(10):
        deep /= "ü" * 100
    deep.mkdir(parents=True)
    (deep / "end.txt").write_text("Some words.")
    passed = [one for one in documents_under(str(folder)) if isinstance(one, Passed)]
    assert [one.reason for one in passed] == ["Its path is too long to be written down."]
    assert len(passed[0].locator) == LONGEST_LOCATOR
    assert names(folder) == ["b.txt"]
