"""Bytes to documents: pages, PDF, office files, books, code, transcripts; each read in a child process with limits."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import replace
from itertools import islice
from types import TracebackType
from typing import Any, Self

from pydantic import ValidationError

from sapere.kit.language import detect
from sapere.readers.children import Children
from sapere.readers.limits import Limits
from sapere.research.errors import Unreadable
from sapere.research.shapes import Document, Raw, decode

__all__ = ["Limits", "Readers"]


class Readers:
    """Reads whatever comes (see :class:`~sapere.research.ports.Reader`). Children start with the first job.

    Safe to use from several threads. Close it, or use it as a context manager.
    """

    def __init__(self, limits: Limits | None = None, *, children: Children | None = None) -> None:
        self._limits = limits or Limits()
        self._children = children or Children(self._limits)

    def read(self, raw: Raw) -> Document:
        """The document in the bytes. Raises ``Unreadable`` with a reason, within the limits, for any bytes."""
        return _document(self._children.ask(raw))

    def read_many(self, raws: Iterable[Raw]) -> Generator[tuple[Raw, Document | Unreadable], None, None]:
        """Each with its document, or the reason why there is none, as they are finished (not in order).

        ``raws`` is taken from no faster than it is read, so it may be longer than memory is large.
        """
        coming = iter(raws)
        with ThreadPoolExecutor(self._limits.children, thread_name_prefix="reading") as threads:
            under_way: set[Future[tuple[Raw, Document | Unreadable]]] = set()
            try:
                while True:
                    for raw in islice(coming, 2 * self._limits.children - len(under_way)):
                        under_way.add(threads.submit(self._attempt, raw))
                    if not under_way:
                        return
                    done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                    for future in done:
                        yield future.result()
            finally:
                for future in under_way:
                    future.cancel()

    def _attempt(self, raw: Raw) -> tuple[Raw, Document | Unreadable]:
        try:
            return raw, self.read(raw)
        except Unreadable as reason:
            return raw, reason

    def close(self) -> None:
        self._children.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()


def _document(answer: dict[str, Any]) -> Document:
    if "unreadable" in answer:
        raise Unreadable(str(answer["unreadable"]), advice=str(answer.get("advice", "")))
    if "document" not in answer:
        raise Unreadable(
            f"It could not be read: the reader failed on it ({answer.get('failed', 'no answer')})."
        )
    try:
        document = decode(Document, answer["document"])
    except ValidationError as error:
        raise Unreadable("It could not be read: the reader's answer made no sense.") from error
    return document if document.language else replace(document, language=detect(document.text))
