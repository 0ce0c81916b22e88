from __future__ import annotations

from pydoc_data.topics import topics

from sapere.agents.library.roots import Located, Passed, documents_under


def test_every_topic_is_one_document_and_equal_texts_are_one() -> None:
    found = list(documents_under("python:"))
    located = [item for item in found if isinstance(item, Located)]
    assert len(found) == len(topics)
    assert len({item.open().body for item in located}) == len(located)
    assert [item.locator for item in found] == sorted(f"python:{name}" for name in topics)
    assert all("same text as python:" in item.reason for item in found if isinstance(item, Passed))


def test_its_text_is_the_interpreters_own() -> None:
    (found,) = (item for item in documents_under("python:") if item.locator == "python:exceptions")
    assert isinstance(found, Located)
    raw = found.open()
    assert raw.body.decode().startswith("Exceptions\n**********\n")
    assert (raw.media_type, raw.locator) == ("text/x-rst", "python:exceptions")
