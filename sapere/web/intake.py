"""What comes in is bounded while it comes: a file by its size, a request by all it holds.

Files lie in memory or in a nameless temporary file, so that a sending that breaks off, or a process that is
killed, leaves nothing behind.
"""

from __future__ import annotations

import hashlib
import tempfile
from typing import IO, Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from sapere.agents.library.files import LARGEST

IN_MEMORY = 1_000_000
"""Bytes of a file that are not worth a temporary one."""


class Arrived(UploadedFile):  # type: ignore[type-arg]  # it takes no argument at run time
    """A file as it came. ``size`` is what was sent, of which no more than ``LARGEST`` bytes are here;
    ``called`` is its name exactly as it was sent."""

    def __init__(self, file: IO[bytes], called: str, size: int, sha256: str) -> None:
        super().__init__(file, "file", "application/octet-stream", size)
        self.called = called
        self.sha256 = sha256


class Intake(FileUploadHandler):
    """Takes the files of a form as they stream in, and hashes them on the way. The settings name it."""

    file: IO[bytes]  # so called because the parser closes it when a sending is refused half-way

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - whoever reads it closes it
        self._digest = hashlib.sha256()
        self._size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002 - the caller hands it over
        self._size += len(raw_data)
        if self._size <= LARGEST:
            self.file.write(raw_data)
            self._digest.update(raw_data)

    def file_complete(self, file_size: int) -> Arrived:  # noqa: ARG002
        self.file.seek(0)
        return Arrived(self.file, self.file_name or "", self._size, self._digest.hexdigest())
