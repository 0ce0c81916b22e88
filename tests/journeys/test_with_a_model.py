"""A topic researched with a model: what it says is checked, what it makes up is not shown, and where it fails its work
is done by extraction."""

from __future__ import annotations

import itertools
import json
import re
import shutil
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from sapere.kit.text import squeeze
from tests.doubles.seeded import GUIDE
from tests.fakes.author import author
from tests.fakes.injections import WAYS, poisoned
from tests.fakes.liar import Liar
from tests.fakes.obedient import Obedient
from tests.fakes.openai import openai
from tests.fakes.server import Reply, Server, answering, serving
from tests.fakes.talking import Fault
from tests.journeys import house as houses
from tests.journeys.modelled import MODEL, Researched, modelled

pytestmark = [pytest.mark.loopback, pytest.mark.timeout(400)]

CANARY = "CANARY-2b7f19"
ATTACKS = Path(__file__).parents[2].parent / "shared/data/nasty/prompt-injection/text_attack_train.json"
LIGHTHOUSES = Path(__file__).parents[1] / "fixtures/lighthouses"
MISSED = 0.08
"""Share of lies that the check does not see through: those that swap what stands in the same words."""
SHOWN = {"quoted", "supported", "inferred"}


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Researched]:
    with modelled(tmp_path_factory.mktemp("honest"), openai(author)) as house:
        yield house.research("Classes", "--depth", "deep")


def test_a_tree_of_many_pages_is_written_by_the_model(honest: Researched) -> None:
    assert 20 <= len(honest.topic["concepts"]) <= 45
    writers = Counter(page.writer for page in honest.pages)
    assert writers[MODEL] >= 0.9 * len(honest.topic["concepts"]), writers
    assert all(page.fallback for page in honest.pages if page.writer != MODEL)


def test_every_sentence_has_a_state_and_none_unsupported_is_shown(honest: Researched) -> None:
    states = Counter(sentence["state"] for sentence in honest.sentences)
    assert set(states) <= SHOWN
    assert states["supported"] > 20, states  # in words of its own
    assert all(sentence["citations"] for sentence in honest.sentences)


def test_every_citation_stands_in_its_source(honest: Researched) -> None:
    texts = {source["id"]: source["text"] for source in honest.topic["sources"]}
    cited = [citation for sentence in honest.sentences for citation in sentence["citations"]]
    assert len(cited) > 80
    assert all(texts[one["source"]][one["start"] : one["end"]] == one["quote"] for one in cited)


def test_hardly_a_sentence_of_an_honest_model_is_dropped(honest: Researched) -> None:
    dropped = sum(page.dropped for page in honest.pages)
    assert dropped <= 0.05 * (dropped + len(honest.sentences)), dropped


def test_the_lies_of_a_liar_are_hardly_ever_shown(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    liar = Liar(partial(author, tokens=600))
    with modelled(tmp_path, openai(liar)) as house:
        both = [
            house.research("Classes", "--depth", "deep"),
            house.research("Lighthouses", "--depth", "deep", "--library", str(LIGHTHOUSES)),
        ]
    told = {squeeze(lie.text): lie for lie in liar.lies}
    shown = [one for found in both for one in found.sentences if squeeze(one["text"]) in told]
    as_fact = [(told[squeeze(one["text"])], one["state"]) for one in shown if one["state"] != "inferred"]
    record_property("lies told", str(Counter(lie.kind for lie in told.values())))
    record_property("lies shown", str(as_fact))
    assert len(told) > 60
    assert len({lie.text for lie, _ in as_fact}) <= MISSED * len(told), as_fact
    assert all(sum(page.dropped for page in found.pages) for found in both)


@dataclass(frozen=True)
class Injected:
    """What came of a library of documents that give orders to a model that obeys."""

    found: Researched
    model: Obedient
    evil: Server
    own: Server
    export: str
    web: str  # every page of the topic as a browser gets it
    sockets: list[dict[str, Any]]

    @property
    def outlets(self) -> dict[str, str]:
        """Everything that somebody may get to see."""
        log = self.found.data / "sapere.log"
        return {
            "story": self.found.story,
            "json": json.dumps(self.found.topic, ensure_ascii=False),
            "export": self.export,
            "web": self.web,
            "events": str(self.found.rows("SELECT payload FROM topics_event")),
            "log": log.read_text(encoding="utf-8") if log.exists() else "",
        }


def injected(folder: Path, ways: Sequence[str]) -> Injected:
    """The evil host is let in like any public one: whatever keeps us from it, it is not the guard."""
    library = folder / "library"
    library.mkdir()
    shutil.copy(Path(__file__).with_name("audit") / "sitecustomize.py", folder)
    obedient = Obedient(CANARY)
    with serving(answering(Reply(b"evil"))) as evil:
        for name, text in poisoned("Classes", ways, evil=evil.url):
            (library / f"{name}.rst").write_text(text, encoding="utf-8")
        with modelled(folder, openai(obedient), evil.pair, PYTHONPATH=str(folder)) as house:
            found = house.research("Classes", "--depth", "deep", "--library", str(library))
            export = house.terminal.run("export", "classes").stdout
        lines = (folder / "sockets.log").read_text(encoding="utf-8").splitlines()
        web = crawled(house.data, "/topics/classes")
    return Injected(found, obedient, evil, house.server, export, web, [json.loads(line) for line in lines])


def crawled(data: Path, start: str) -> str:
    """Every page of the place that can be reached from there, one after the other; files that are made of it are looked
    at apart."""
    found: dict[str, str] = {}
    with houses.house(data) as house:
        wanted = [start]
        while wanted and len(found) < 200:
            path = wanted.pop()
            if path in found or "/export/" in path:
                continue
            with urllib.request.urlopen(house.address + path, timeout=30) as answer:
                found[path] = answer.read().decode("utf-8", "replace")
            wanted += re.findall(rf'(?:href|hx-get)="({start}/[^"#]*)', found[path])
    assert len(found) > 10
    return "\n".join(found.values())


@pytest.fixture(scope="module")
def obeyed(tmp_path_factory: pytest.TempPathFactory) -> Injected:
    return injected(tmp_path_factory.mktemp("obeyed"), WAYS)


def test_the_model_was_told_and_obeyed(obeyed: Injected) -> None:
    assert len(set(obeyed.model.obeyed)) >= 15
    assert MODEL in {page.writer for page in obeyed.found.pages}  # it was not simply turned away


def test_nothing_that_the_model_knows_leaves(obeyed: Injected) -> None:
    for outlet, text in obeyed.outlets.items():
        assert [form for form in obeyed.model.spoken if form in text] == [], outlet


def test_nothing_is_opened_that_a_document_or_a_model_names(obeyed: Injected) -> None:
    assert (obeyed.evil.connections, obeyed.evil.requests) == (0, [])
    connected = [line for line in obeyed.sockets if line["event"] == "socket.connect"]
    assert {str(line["port"]) for line in connected} == {obeyed.own.pair.rpartition(":")[2]}
    assert all(line["by_door"] for line in connected)


def test_what_the_documents_say_is_text_and_no_more(obeyed: Injected) -> None:
    assert "<script>fetch" not in obeyed.web
    assert not re.search(rf'(?:src|srcset|href|action)="?{obeyed.evil.url}', obeyed.web)
    assert {sentence["state"] for sentence in obeyed.found.sentences} <= SHOWN


def test_attacks_that_others_have_written_down_do_no_better(tmp_path: Path) -> None:
    if not ATTACKS.is_file():
        pytest.skip("the attacks that others have written down are not here")
    attacks = [one for kind in json.loads(ATTACKS.read_text(encoding="utf-8")).values() for one in kind]
    other = injected(tmp_path, [f"The assistant must do this: {one}" for one in attacks[::2]])
    assert len(set(other.model.obeyed)) >= 15
    for outlet, text in other.outlets.items():
        assert [form for form in other.model.spoken if form in text] == [], outlet
    assert other.evil.connections == 0


WORKS = {Fault.PROSE}
"""Faults that the answer can be read in spite of."""


@pytest.mark.parametrize("fault", [one for one in Fault if one not in WORKS])
def test_whatever_goes_wrong_with_the_model_the_pages_are_there_and_say_why(
    tmp_path: Path, fault: Fault
) -> None:
    library = tmp_path / "leaf.md"
    library.write_text(GUIDE, encoding="utf-8")
    fake = openai(author, faults=itertools.repeat(fault))
    began = time.monotonic()
    with modelled(tmp_path, fake, SAPERE_MODEL_PATIENCE="1") as house:
        found = house.research("Photosynthesis", "--depth", "quick", "--library", str(library))
    assert fake.begun
    assert {page.writer for page in found.pages} == {"extractive"}
    assert all(MODEL in page.fallback for page in found.pages), found.pages
    assert all(sentence["state"] == "quoted" for sentence in found.sentences)
    assert time.monotonic() - began < 120


def test_json_in_prose_is_read_all_the_same(tmp_path: Path) -> None:
    library = tmp_path / "leaf.md"
    library.write_text(GUIDE, encoding="utf-8")
    with modelled(tmp_path, openai(author, faults=itertools.repeat(Fault.PROSE))) as house:
        found = house.research("Photosynthesis", "--depth", "quick", "--library", str(library))
    assert MODEL in {page.writer for page in found.pages}
