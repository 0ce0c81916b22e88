"""One event loop for all calls of the process, in a thread of its own; whoever asks waits in theirs."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterable
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")


class BackgroundLoop:
    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._askers: dict[object, int] = {}  # of each work under way the thread that waits for it
        self._thread = threading.Thread(target=self._loop.run_forever, name="models", daemon=True)
        self._thread.start()

    def start(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """What is cancelled ends there too, connection and all."""
        self._askers[work] = threading.get_ident()
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        future.add_done_callback(lambda _: self._askers.pop(work, None))
        return future

    def wait(self, work: Coroutine[Any, Any, T]) -> T:
        """The result; when whoever waits is interrupted, so is the work."""
        future = self.start(work)
        try:
            return future.result()
        except BaseException:  # whoever waits may be interrupted: the call ends with them
            future.cancel()
            raise

    def interrupt(self, asker: int | None = None) -> None:
        """Cancels all that is under way; of one thread alone, by its ident."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._cancel, asker)

    def _cancel(self, asker: int | None) -> None:
        for task in asyncio.all_tasks(self._loop):
            if asker is None or self._askers.get(task.get_coro()) == asker:
                task.cancel()

    def close(self, *last: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Ends what is under way, and then does ``last``. Nothing can be started afterwards."""
        if self._loop.is_closed():
            return
        self.wait(_end_all(last))
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


async def _end_all(last: Iterable[Callable[[], Coroutine[Any, Any, None]]]) -> None:
    own = asyncio.current_task()
    others = [task for task in asyncio.all_tasks() if task is not own]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    for one in last:
        await one()
    await asyncio.get_running_loop().shutdown_asyncgens()
    await asyncio.sleep(0)  # closed connections leave in the next round
