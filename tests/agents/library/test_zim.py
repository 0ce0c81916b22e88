from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from libzim.writer import Creator, Hint, Item, StringProvider

from sapere.agents.library import zim
from sapere.agents.library.located import Located, Passed
from sapere.agents.library.roots import documents_under
from sapere.agents.library.zim_archive import ZimArchive
from sapere.research.errors import BadLibrary, Unreadable


class Written(Item):  # type: ignore[misc]  # libzim ships no types
    def __init__(self, path: str, body: str, kind: str = "text/html") -> None:
        super().__init__()
        self.path, self.body, self.kind = path, body, kind

    def get_path(self) -> str:
        return self.path

    def get_title(self) -> str:
        return self.path

    def get_mimetype(self) -> str:
        return self.kind

    def get_contentprovider(self) -> StringProvider:
        return StringProvider(self.body)

    def get_hints(self) -> dict[Hint, bool]:
        return {Hint.FRONT_ARTICLE: self.kind == "text/html"}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Two articles, a style, a picture and a redirect."""
    place = tmp_path / "small wiki.zim"
    with Creator(place).config_indexing(False, "eng") as creator:
        creator.add_item(Written("Tide", "<title>Tide</title><p>The Moon pulls.</p>"))
        creator.add_item(Written("Mond & Erde", "<title>Mond</title><p>Der Mond zieht.</p>"))
        creator.add_item(Written("style.css", "p {}", "text/css"))
        creator.add_redirection("Tides", "Tides", "Tide", {})
        creator.set_mainpath("Tide")
    return place


def test_each_article_is_a_document_and_nothing_else_is(archive: Path) -> None:
    found = list(documents_under(str(archive)))
    assert [one.locator.rpartition("/")[2] for one in found] == ["Mond%20%26%20Erde", "Tide"]
    assert found[1].locator == f"zim:{str(archive).replace(' ', '%20')}/Tide"
    assert isinstance(found[1], Located)
    raw = found[1].open()
    assert (raw.media_type, raw.locator) == ("text/html", found[1].locator)
    assert b"The Moon pulls." in raw.body


def test_an_archive_in_a_folder_is_read_with_the_rest(archive: Path) -> None:
    (archive.parent / "notes.txt").write_text("Some words.")
    assert len([one for one in documents_under(str(archive.parent)) if isinstance(one, Located)]) == 3


def test_fingerprints_stay_as_long_as_the_archive_does(archive: Path) -> None:
    first, second = (
        [one.fingerprint for one in zim.articles(archive) if isinstance(one, Located)] for _ in range(2)
    )
    assert first == second
    assert len(set(first)) == 2
    assert all(len(one) <= 80 for one in first)


def test_of_a_large_archive_the_first_articles_are_taken(archive: Path) -> None:
    taken, left = zim.articles(archive, limit=1)
    assert isinstance(taken, Located)
    assert isinstance(left, Passed)
    assert left.reason == "It has more than 1 articles; the first 1 are taken."


@pytest.mark.parametrize("damage", ["empty", "no archive", "cut"])
def test_a_damaged_archive_is_refused_in_words(archive: Path, damage: str) -> None:
    if damage == "cut":
        os.truncate(archive, 200)
    else:
        archive.write_bytes(b"" if damage == "empty" else b"ZIM\x04" + bytes(500))
    with pytest.raises(BadLibrary, match=r"no ZIM archive, or a damaged one|no articles"):
        list(documents_under(str(archive)))


def test_its_library_is_never_loaded_here(archive: Path) -> None:
    """Strangers' bytes are looked at in the child only."""
    program = (
        "import sys\nfrom sapere.agents.library.roots import documents_under\n"
        f"print([one.open().body[:14] for one in documents_under({str(archive)!r})], 'libzim' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[b'<title>Mond</t', b'<title>Tide</t'] False\n"


@pytest.mark.parametrize("program", ["tests.agents.library.zim_sleeper", "tests.agents.library.nowhere"])
def test_a_library_that_hangs_or_dies_ends_in_a_reason(archive: Path, program: str) -> None:
    with (
        ZimArchive(archive, seconds=0.5, program=program) as one,
        pytest.raises(Unreadable, match="broke down over it, or took too long"),
    ):
        list(one.articles())


def test_without_the_extra_it_says_what_to_install(archive: Path) -> None:
    """In a process of its own, where the package is not to be had."""
    program = (
        "import sys; sys.modules['libzim'] = None; sys.modules['libzim.reader'] = None\n"
        "from sapere.agents.library.roots import documents_under\n"
        f"for one in documents_under({str(archive)!r}): print(one.reason)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert 'pip install "sapere[zim]"' in done.stdout
    assert "BadLibrary" in done.stderr
