"""The port ``Model`` over the network. Whoever asks waits in their own thread; the calls run on one loop of the process."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import CancelledError
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

from sapere.kit.token_estimate import estimated_tokens
from sapere.providers.models.access import PROVIDERS, Access
from sapere.providers.models.line import Line
from sapere.providers.models.loop import BackgroundLoop
from sapere.providers.models.prices import Prices
from sapere.providers.models.wanted import Wanted
from sapere.research.calls import Job, Prompt, Said
from sapere.research.errors import BadRequest, BadSaying, ModelAway

if TYPE_CHECKING:
    from sapere.providers.models.conversation import Conversation
    from sapere.providers.models.library import Library

T = TypeVar("T")

PROBE = Prompt(Job.ANSWER, "probe", "Answer in one word.", "Say yes.", most=16, within=30.0)
FRAME = 64  # tokens around the texts of a prompt: roles, and how a shape is asked for
SCHEMAS = 2  # a shape's schema is sent once for the server and, where that may not heed it, once in words
MENDING = 256  # tokens that say what was wrong with an answer


class RemoteModel:
    """``name`` is as it was chosen: ``provider:NAME``."""

    def __init__(self, name: str, line: Line, loop: BackgroundLoop, prices: Prices) -> None:
        self.name = name
        self._model = name.partition(":")[2]
        self._line = line
        self._loop = loop
        self._prices = prices
        self._made: Library | None = None
        self._making = threading.Lock()

    def ask(self, prompt: Prompt, shape: type[T]) -> Said[T]:
        wanted = Wanted.of(shape)
        begun: list[Conversation] = []

        async def value() -> Said[T]:
            begun.append(self._conversation(prompt))
            return await begun[0].value(wanted)

        try:
            return self._loop.wait(value())
        except CancelledError:
            raise _ending(begun) from None

    def stream(self, prompt: Prompt, hear: Callable[[str], None]) -> Said[str]:
        pieces: SimpleQueue[str | None] = SimpleQueue()
        begun: list[Conversation] = []

        async def text() -> Said[str]:
            begun.append(self._conversation(prompt, pieces.put))
            return await begun[0].text()

        future = self._loop.start(text())
        future.add_done_callback(lambda _: pieces.put(None))
        try:
            while (piece := pieces.get()) is not None:
                hear(piece)
            return future.result()
        except CancelledError:
            raise _ending(begun) from None
        except BaseException:  # whoever hears may be interrupted: the call ends with them
            future.cancel()
            raise

    def _conversation(self, prompt: Prompt, hear: Callable[[str], None] = lambda _: None) -> Conversation:
        from sapere.providers.models.conversation import Conversation

        return Conversation(self._line, self.library, prompt, prices=self._prices, hear=hear)

    def most_usd(self, prompt: Prompt, shape: Any = None) -> float | None:
        """An answer that had begun is paid and not asked for again, but one of the wrong shape is, once."""
        into = estimated_tokens(prompt.instructions) + estimated_tokens(prompt.material) + FRAME
        out = prompt.most + self.library.room
        if shape is None:
            return self._prices.most(self._line.access, self._model, (into, out))
        asked = into + SCHEMAS * estimated_tokens(json.dumps(Wanted.of(shape).schema))
        return self._prices.most(self._line.access, self._model, (2 * asked + out + MENDING, 2 * out))

    @property
    def address(self) -> str:
        """Where it is asked, and with which key: no more of it than tells it from others."""
        access = self._line.access
        return f"{access.shown} ({f'key {access.key[:4]}…' if access.key else 'no key'})"

    def probe(self) -> float:
        """Seconds that the smallest answer takes. Raises leaves of ``ModelError``."""
        try:
            return self.stream(PROBE, lambda _: None).usage.seconds
        except BadSaying as error:  # all of its few tokens went into thinking: it is there
            if error.usage is None or not error.usage.output_tokens:
                raise
            return error.usage.seconds

    @property
    def library(self) -> Library:
        """Made at the first use: what it stands on takes a second to load."""
        from sapere.providers.models.library import library

        with self._making:
            if self._made is None:
                self._made = library(self._line.access, self._model, self._line.client)
            return self._made


class Remote:
    """All models of a process: one line to each provider, one loop for all. Close it."""

    def __init__(
        self,
        accesses: Iterable[Access],
        *,
        at_once: int = 8,
        patience: float = 60.0,
        retries: int = 2,
        prices: Iterable[tuple[str, float, float]] = (),
        contact: str = "",
    ) -> None:
        self._loop = BackgroundLoop()
        self._prices = Prices(prices)
        self._lines: Mapping[str, Line] = {
            access.provider: Line(
                access, at_once=at_once, patience=patience, retries=retries, contact=contact
            )
            for access in accesses
        }
        self._models: dict[str, RemoteModel] = {}
        self._loop.start(_load())

    def model(self, name: str) -> RemoteModel:
        """The same one for the same name. Raises ``BadRequest`` for a provider that is unknown, or has no key."""
        provider = name.partition(":")[0]
        if provider not in self._lines:
            raise BadRequest(
                f"There is no provider of models called {provider}.",
                advice=f"Write one of {', '.join(PROVIDERS)} before the colon; a server of one's own is openai:NAME.",
            )
        access = self._lines[provider].access
        if access.official and not access.key:
            key = f"{provider.upper()}_API_KEY"
            raise BadRequest(
                f"{key} is missing, so {name} cannot be asked.", advice="Put it into .env.server."
            )
        return self._models.setdefault(
            name, RemoteModel(name, self._lines[provider], self._loop, self._prices)
        )

    def interrupt(self, asker: int | None = None) -> None:
        """Ends the calls under way, as :meth:`close` does, or those of one thread; others can be made."""
        self._loop.interrupt(asker)

    def close(self) -> None:
        self._loop.close(*(line.close for line in self._lines.values()))


async def _load() -> None:
    """Ahead of the first call, while the sources are still being searched."""
    import sapere.providers.models.conversation  # noqa: F401


def _ending(begun: Sequence[Conversation]) -> ModelAway:
    error = ModelAway("It was interrupted: nobody waits for it any more, or the program is ending.")
    error.usage = begun[0].left if begun else None
    return error
