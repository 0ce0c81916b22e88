from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

import pytest

from sapere.providers.embeddings.cached import QUERIES, CachedEmbedder
from sapere.providers.embeddings.kept import KeptVectors
from sapere.research.errors import ModelAway
from sapere.research.ports import Scope
from tests.doubles.embedder import WordEmbedder

TEXTS = [f"text number {n}" for n in range(500)]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "embeddings.sqlite3"


def test_five_hundred_texts_are_embedded_once_each(place: Path) -> None:
    inner = WordEmbedder()
    first = CachedEmbedder(inner, place).texts(TEXTS)
    again = CachedEmbedder(inner, place).texts(TEXTS)
    assert sorted(inner.asked) == sorted(TEXTS)
    assert inner.calls == 8
    assert len(again) == 500
    assert again[7] == pytest.approx(first[7], abs=1e-6)


def test_the_same_text_twice_is_asked_for_once(place: Path) -> None:
    inner = WordEmbedder()
    one, two, three = CachedEmbedder(inner, place).texts(["a", "b", "a"])
    assert inner.asked == ["a", "b"]
    assert one == three != two


def test_another_name_or_dimension_has_vectors_of_its_own(place: Path) -> None:
    for inner in (WordEmbedder("one", 8), WordEmbedder("two", 8), WordEmbedder("one", 16)):
        assert len(CachedEmbedder(inner, place).texts(["a"])[0]) == inner.size
        assert inner.asked == ["a"]


def test_what_came_before_a_failure_is_kept(place: Path) -> None:
    class Failing(WordEmbedder):
        def texts(self, texts: Sequence[str], whose: Scope | None = None) -> list[list[float]]:
            if self.calls == 2:
                raise ModelAway("It went away.")
            return super().texts(texts, whose)

    inner = Failing()
    with pytest.raises(ModelAway):
        CachedEmbedder(inner, place).texts(TEXTS)
    after = WordEmbedder()
    CachedEmbedder(after, place).texts(TEXTS)
    assert (len(inner.asked), len(after.asked)) == (128, 372)


def test_queries_are_remembered_in_memory_alone(place: Path) -> None:
    inner = WordEmbedder()
    cached = CachedEmbedder(inner, place)
    before = cached.query("word")
    inner.away = True
    assert cached.query("word") == before
    assert not place.exists()


def test_no_more_than_so_many_queries_are_remembered(place: Path) -> None:
    inner = WordEmbedder()
    cached = CachedEmbedder(inner, place)
    for number in range(QUERIES + 1):
        cached.query(f"word{number}")
    inner.away = True
    assert cached.query(f"word{QUERIES}")
    with pytest.raises(ModelAway):
        cached.query("word0")


def test_a_damaged_file_is_begun_anew(place: Path, caplog: pytest.LogCaptureFixture) -> None:
    place.parent.mkdir(parents=True)
    place.write_bytes(b"no database, but long enough to look like one" * 100)
    inner = WordEmbedder()
    with caplog.at_level(logging.WARNING):
        assert len(CachedEmbedder(inner, place).texts(["a"])) == 1
    assert "damaged" in caplog.text
    CachedEmbedder(inner, place).texts(["b"])
    CachedEmbedder(inner, place).texts(["b"])
    assert inner.asked == ["a", "b"]


def test_a_folder_that_takes_nothing_costs_calls_alone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    inner = WordEmbedder()
    cached = CachedEmbedder(inner, tmp_path / "cache" / "embeddings.sqlite3")
    with caplog.at_level(logging.WARNING):
        cached.texts(["a"])
        cached.texts(["a"])
    assert inner.asked == ["a", "a"]
    assert caplog.text.count("cannot be kept") == 1


def test_a_full_file_forgets_what_was_kept_first(place: Path) -> None:
    kept = KeptVectors(place, size=200_000)
    for number in range(400):
        kept.keep("m", {f"t{number}": [float(number)] * 256})
    assert place.stat().st_size < 300_000
    assert kept.find("m", ["t0"]) == {}
    assert kept.find("m", ["t399"])["t399"][0] == 399


def test_the_file_may_be_deleted_any_time(place: Path) -> None:
    cached = CachedEmbedder(WordEmbedder(), place)
    cached.texts(["a"])
    place.unlink()
    assert len(cached.texts(["a"])) == 1
