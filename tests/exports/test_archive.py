"""The archive, read by programs that know no more of it than its own description."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile

import jsonschema
import pytest

from sapere.exports.archive import archive
from sapere.research.errors import CannotExport
from sapere.topics.portrait import schema
from tests.exports import material
from tests.imports.material import whole


def _files(body: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(body)) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


def test_it_holds_what_its_description_says() -> None:
    files = _files(archive(whole()))
    (name,) = (one.removesuffix(".txt") for one in files if one.endswith(".txt"))
    assert list(files) == ["sapere.json", "topic.json", f"{name}.txt", f"{name}.json"]
    assert json.loads(files["sapere.json"]) == {"schema": "sapere.archive/1", "title": "Tides", "mine": False}
    assert name == f"texts/{hashlib.sha256(files[f'{name}.txt']).hexdigest()}"


def test_its_topic_fits_the_schema_and_quotes_its_texts() -> None:
    files = _files(archive(whole()))
    told = json.loads(files["topic.json"])
    jsonschema.Draft202012Validator(schema()).validate(told)
    texts = {one["id"]: files[f"texts/{one['sha256']}.txt"].decode() for one in told["sources"]}
    cited = [
        cited for page in told["pages"] for section in page["sections"]
        for sentence in section["sentences"] for cited in sentence["citations"]
    ]  # fmt: skip
    assert cited and all(texts[one["source"]][one["start"] : one["end"]] == one["quote"] for one in cited)


def test_it_says_neither_when_nor_where_it_was_written() -> None:
    with zipfile.ZipFile(io.BytesIO(archive(whole()))) as opened:
        assert {one.date_time for one in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not opened.comment and not any(one.comment or one.extra for one in opened.infolist())


def test_without_a_text_there_is_none() -> None:
    with pytest.raises(CannotExport, match="holds the text of every source"):
        archive(material.tides())


def test_hostile_words_are_kept_as_they_are() -> None:
    told = whole()
    told["concepts"][1] |= {"title": material.EVIL, "question": material.EVIL, "summary": "../../etc/passwd"}
    files = _files(archive(told))
    assert json.loads(files["topic.json"])["concepts"][1]["title"] == material.EVIL
    assert all(name.split("/")[0] in ("sapere.json", "topic.json", "texts") for name in files)
