from __future__ import annotations

import pytest

from sapere.agents.library.located import LONGEST_LOCATOR, Located
from sapere.agents.library.roots import documents_under
from sapere.agents.library.uploads import root_of, sha256_of
from sapere.kit.ids import bytes_hash
from sapere.research.errors import BadLibrary, Unreachable
from tests.doubles.store import MemoryStore

NOTES = b"The Moon pulls."
SHA = bytes_hash(NOTES)


def test_an_upload_is_read_from_the_store_under_its_name() -> None:
    store = MemoryStore()
    store.put(f"raw/{SHA}", NOTES)
    (found,) = documents_under(root_of(SHA), store=store, name="Tides & Ü.md")
    assert isinstance(found, Located)
    raw = found.open()
    assert found.fingerprint == SHA
    assert (raw.body, raw.media_type) == (NOTES, "text/markdown")
    assert raw.locator == f"upload:{SHA}/Tides%20%26%20%C3%9C.md"


def test_the_longest_name_fits_into_a_locator() -> None:
    (found,) = documents_under(root_of(SHA), store=MemoryStore(), name="😀" * 120)
    assert len(found.locator) <= LONGEST_LOCATOR


def test_bytes_that_are_gone_are_unreachable() -> None:
    (found,) = documents_under(root_of(SHA), store=MemoryStore(), name="Tides.md")
    assert isinstance(found, Located)
    with pytest.raises(Unreachable, match=r"“Tides\.md” is no longer kept"):
        found.open()


def test_without_a_store_there_are_no_uploads() -> None:
    with pytest.raises(BadLibrary, match="only where it was uploaded"):
        documents_under(root_of(SHA))


@pytest.mark.parametrize(
    "root", ["", "upload:", "upload:abc", f"upload:{SHA}/../x", f"upload:{SHA.upper()}", SHA]
)
def test_nothing_else_is_an_upload(root: str) -> None:
    assert sha256_of(root) == ""
