"""What any index must do, asked of the embedded one and of the server's."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sapere.providers.vectors.edge import EdgeIndex
from sapere.providers.vectors.server import ServerIndex
from sapere.research.ports import Entry, Index, Scope
from tests.fakes.qdrant import fake_qdrant

ALICE = Scope(owner="alice")
BOB = Scope(owner="bob")

pytestmark = pytest.mark.loopback


@pytest.fixture(params=["edge", "server"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Index]:
    if request.param == "edge":
        opened: Index = EdgeIndex(tmp_path / "index")
        yield opened
        opened.close()
        return
    with fake_qdrant(api_key="key") as fake:
        opened = ServerIndex(fake.url, "key")
        yield opened
        opened.close()


def entry(text: str, number: int = 0, **fields: object) -> Entry:
    plain = Entry(f"p{number}", f"d{number}", 0, len(text), "", (), text, "en")
    return replace(plain, **fields)  # type: ignore[arg-type]


def ids(index: Index, scope: Scope, query: str, language: str = "en", limit: int = 10) -> list[str]:
    return [hit.id for hit in index.search(scope, query, language=language, limit=limit)]


def test_a_hit_carries_what_was_put_in(index: Index) -> None:
    one = entry(
        "Streams are read with await.",
        start=7,
        end=35,
        title="asyncio",
        path=("Guide", "Streams"),
        locator="file:///a",
    )
    index.upsert(ALICE, [one])
    hit = index.search(ALICE, "streams", language="en", limit=3)[0]
    assert (hit.id, hit.document, hit.start, hit.end) == ("p0", "d0", 7, 35)
    assert (hit.title, hit.path, hit.locator, hit.language) == (
        "asyncio",
        ("Guide", "Streams"),
        "file:///a",
        "en",
    )
    assert hit.score > 0


def test_owners_and_topics_are_apart(index: Index) -> None:
    index.upsert(ALICE, [entry("secret recipe")])
    index.upsert(replace(ALICE, topic="bread"), [entry("secret bread recipe", 1)])
    index.upsert(BOB, [entry("secret recipe", 2)])
    assert ids(index, ALICE, "recipe") == ["p0"]
    assert ids(index, replace(ALICE, topic="bread"), "recipe") == ["p1"]
    assert ids(index, BOB, "recipe") == ["p2"]
    assert ids(index, Scope("carol"), "recipe") == []


def test_no_stranger_in_many_random_queries(index: Index) -> None:
    dice = random.Random(7)
    words = [f"word{n}" for n in range(40)]
    owners = ["alice", "bob"]
    for number in range(60):
        owner = owners[number % 2]
        text = " ".join(dice.choices(words, k=12))
        index.upsert(Scope(owner), [entry(text, number, document=owner)])
    for _ in range(100):
        owner = dice.choice(owners)
        hits = index.search(Scope(owner), " ".join(dice.choices(words, k=3)), language="en", limit=20)
        assert {hit.document for hit in hits} <= {owner}


def test_a_strangers_shelf_does_not_change_scores(index: Index) -> None:
    index.upsert(ALICE, [entry("coroutine"), entry("task", 1)])
    before = [hit.score for hit in index.search(ALICE, "coroutine", language="en", limit=1)]
    index.upsert(BOB, [entry("coroutine", n) for n in range(2, 30)])
    after = [hit.score for hit in index.search(ALICE, "coroutine", language="en", limit=1)]
    assert after == pytest.approx(before)


def test_roots_narrow_a_library(index: Index) -> None:
    index.upsert(
        ALICE, [entry("loops", root="/a"), entry("loops", 1, root="/b"), entry("loops", 2, root="/c")]
    )
    assert ids(index, replace(ALICE, roots=("/b",)), "loop") == ["p1"]
    assert set(ids(index, replace(ALICE, roots=("/a", "/c")), "loop")) == {"p0", "p2"}
    assert index.count(replace(ALICE, roots=("/a", "/b"))) == 2


def test_a_passage_under_two_roots_is_found_once(index: Index) -> None:
    one = entry("loops")
    index.upsert(
        ALICE, [replace(one, root="/a"), replace(one, root="/a/b"), entry("loops loops", 1, root="/a")]
    )
    assert sorted(ids(index, ALICE, "loops", limit=2)) == ["p0", "p1"]
    assert ids(index, replace(ALICE, roots=("/a/b",)), "loops") == ["p0"]


def test_writing_twice_leaves_one(index: Index) -> None:
    index.upsert(ALICE, [entry("first words")])
    index.upsert(ALICE, [entry("other words")])
    assert index.count(ALICE) == 1
    assert ids(index, ALICE, "first") == []


def test_removing_a_document_leaves_the_others(index: Index) -> None:
    index.upsert(ALICE, [entry("rain"), entry("rain", 1)])
    index.upsert(BOB, [entry("rain")])
    index.remove(ALICE, "d0")
    assert ids(index, ALICE, "rain") == ["p1"]
    index.remove(ALICE)
    assert (index.count(ALICE), index.count(BOB)) == (0, 1)


def test_documents_are_listed_with_their_passages(index: Index) -> None:
    rows = [entry("a", n, document="d", title="Guide", locator="file:///g") for n in range(3)]
    index.upsert(ALICE, [*rows, entry("b", 9, locator="file:///a")])
    listed = index.documents(ALICE)
    assert [(one.document, one.locator, one.passages) for one in listed] == [
        ("d9", "file:///a", 1),
        ("d", "file:///g", 3),
    ]
    assert index.documents(BOB) == []


def test_more_than_one_batch_goes_in_and_is_listed(index: Index) -> None:
    index.upsert(ALICE, [entry("many words", n) for n in range(2100)])
    assert index.count(ALICE) == 2100
    assert len(index.documents(ALICE)) == 2100


def test_title_and_headings_are_searched_but_count_less(index: Index) -> None:
    index.upsert(
        ALICE, [entry("about other matters", 0, path=("Queues",)), entry("queues hold other matters", 1)]
    )
    assert ids(index, ALICE, "queue") == ["p1", "p0"]


@pytest.mark.parametrize(
    ("language", "text", "query"),
    [
        ("en", "Coroutines were awaited", "awaiting a coroutine"),
        ("de", "Die Häuser der Städte", "haus stadt häusern"),
        ("zh", "北京是中华人民共和国的首都。", "首都"),
        ("ja", "非同期処理はコルーチンで書かれます。", "コルーチン"),
        ("th", "ภาษาไทยเขียนติดกันโดยไม่เว้นวรรค", "เว้นวรรค"),
        ("ko", "코루틴은 비동기로 실행됩니다", "비동기"),
        ("ar", "كَتَبَ الطالبُ الدرسَ", "الطالب"),
        ("en", "The Chinese name is 北京 in full.", "北京"),
        ("en", "The with statement calls __enter__.", "with"),
    ],
)
def test_words_of_many_languages_are_found(index: Index, language: str, text: str, query: str) -> None:
    index.upsert(ALICE, [entry("zzz", 1, language=language), entry(text, language=language)])
    assert ids(index, ALICE, query, language) == ["p0"]


@pytest.mark.parametrize("query", ["", "   ", "!?", "\x00", "🦜"])
def test_a_query_without_words_finds_nothing(index: Index, query: str) -> None:
    index.upsert(ALICE, [entry("words")])
    assert ids(index, ALICE, query) == []


def test_hostile_fields_stay_values(index: Index) -> None:
    odd = Scope(owner='alice" OR 1', topic="*", roots=("[]", "owner"))
    index.upsert(odd, [entry("x marks", root="[]")])
    assert ids(index, odd, "marks") == ["p0"]
    assert ids(index, ALICE, "marks") == []
