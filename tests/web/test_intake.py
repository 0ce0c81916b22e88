from __future__ import annotations

from pathlib import Path

import pytest
from django.http import HttpRequest, QueryDict
from django.http.multipartparser import MultiPartParser, MultiPartParserError
from django.utils.datastructures import MultiValueDict

from sapere.agents.library.files import LARGEST
from sapere.kit.ids import bytes_hash
from sapere.web.intake import IN_MEMORY, Intake


class Stream:
    """A body that comes in parts, and may break off."""

    def __init__(self, *parts: bytes, breaks: bool = False) -> None:
        self.parts, self.breaks = list(parts), breaks

    def read(self, size: int = -1) -> bytes:
        if not self.parts and self.breaks:
            raise OSError("the sender is gone")
        part = self.parts.pop(0) if self.parts else b""
        self.parts[:0] = [part[size:]] if 0 <= size < len(part) else []
        return part if size < 0 else part[:size]


HEAD = b'--b\r\nContent-Disposition: form-data; name="files"; filename="../a.txt"\r\n\r\n'
TAIL = b"\r\n--b--\r\n"


def parsed(stream: Stream, intake: Intake) -> tuple[QueryDict, MultiValueDict]:  # type: ignore[type-arg]
    meta = {"CONTENT_TYPE": "multipart/form-data; boundary=b", "CONTENT_LENGTH": "1000"}
    return MultiPartParser(meta, stream, [intake]).parse()  # type: ignore[arg-type]


@pytest.fixture
def intake() -> Intake:
    return Intake(HttpRequest())


@pytest.mark.parametrize("size", [1, 1000, IN_MEMORY + 1])
def test_a_file_comes_whole_with_its_hash(intake: Intake, size: int) -> None:
    body = b"w" * size
    (file,) = parsed(Stream(HEAD, body, TAIL), intake)[1].getlist("files")
    assert (file.size, file.sha256, file.read()) == (size, bytes_hash(body), body)
    assert file.called == "a.txt"
    file.close()


def test_of_a_file_too_large_no_more_is_kept_than_may_be(intake: Intake) -> None:
    part = b"w" * 5_000_000
    (file,) = parsed(Stream(HEAD, *[part] * 11, TAIL), intake)[1].getlist("files")
    assert file.size == 55_000_000
    assert len(file.read()) <= LARGEST
    file.close()


def test_a_sending_that_breaks_off_leaves_nothing(
    intake: Intake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    opened = len(list(Path("/proc/self/fd").iterdir()))
    with pytest.raises((OSError, MultiPartParserError)):
        parsed(Stream(HEAD, b"w" * (IN_MEMORY + 1), breaks=True), intake)
    assert list(tmp_path.iterdir()) == []  # the file that is still open has no name
    intake.file.close()
    assert len(list(Path("/proc/self/fd").iterdir())) == opened
