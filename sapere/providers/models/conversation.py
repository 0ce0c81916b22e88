"""One call of the engine: as many tries at it as help, one repetition where the shape was wrong, all of it counted."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any, TypeVar

from pydantic_ai.usage import RequestUsage

from sapere.providers.models.library import Library
from sapere.providers.models.line import Line
from sapere.providers.models.prices import Prices
from sapere.providers.models.talker import Question, Spoken, counted, speak
from sapere.providers.models.trouble import Trouble, trouble
from sapere.providers.models.wanted import Wanted, WrongShape
from sapere.research.calls import Prompt, Said, Usage
from sapere.research.errors import BadSaying, ModelAway, ModelError

T = TypeVar("T")

LONGEST = 10  # times the patience with silence: an answer that takes longer does not end
CUT = "cut"  # the outcome of a text that ends where its tokens were used up


class Conversation:
    """For one call, on the background loop. ``hear`` is given each piece of a text from there."""

    def __init__(
        self,
        line: Line,
        library: Library,
        prompt: Prompt,
        *,
        prices: Prices,
        hear: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._line = line
        self._library = library
        self._prompt = prompt
        self._prices = prices
        self._hear = hear
        self._began = asyncio.get_running_loop().time()
        self._used: list[RequestUsage] = []
        self._form = ""
        self.left: Usage | None = None  # what it had used when it was cancelled

    async def text(self) -> Said[str]:
        """The whole text; one whose tokens were used up has the outcome ``cut``."""
        return await self._timed(self._text())

    async def value(self, wanted: Wanted[T]) -> Said[T]:
        return await self._timed(self._value(wanted))

    async def _text(self) -> Said[str]:
        spoken = await self._answer(Question(self._prompt))
        return Said(spoken.text, self._usage(CUT if spoken.finish == "length" else "ok"))

    async def _value(self, wanted: Wanted[T]) -> Said[T]:
        question = Question(self._prompt, wanted.schema, self._library.form(wanted))
        spoken = await self._answer(question)
        try:
            return Said(wanted.value_in(spoken.text), self._usage())
        except WrongShape as wrong:
            question = replace(question, form=self._form or question.form, again=(spoken.text, str(wrong)))
        spoken = await self._answer(question)
        try:
            return Said(wanted.value_in(spoken.text), self._usage())
        except WrongShape as wrong:
            raise BadSaying(f"Its answer is not of the shape that was asked for, twice. {wrong}") from wrong

    async def _timed(self, work: Coroutine[Any, Any, Said[T]]) -> Said[T]:
        """Every failure leaves with what it used."""
        try:
            async with asyncio.timeout(self._prompt.within or None):
                return await work
        except TimeoutError:
            error: ModelError = ModelAway(
                f"{self._line.access.title} had no whole answer within {self._prompt.within:g} s."
            )
        except ModelError as failed:
            error = failed
        except asyncio.CancelledError:
            self.left = self._usage(ModelAway.__name__)
            raise
        error.usage = self._usage(type(error).__name__)
        raise error

    async def _answer(self, question: Question) -> Spoken:
        """The first try that ends well, with another way to ask for the shape where this one is not taken."""
        try:
            return await self._persistent(question)
        except _Failed as failed:
            if not failed.trouble.form or question.form in ("", "prompted"):
                raise failed.trouble.error from None  # a library error may quote what was asked
        try:
            spoken = await self._persistent(replace(question, form="prompted"))
        except _Failed as failed:
            raise failed.trouble.error from None  # a library error may quote what was asked
        self._form = "prompted"
        return spoken

    async def _persistent(self, question: Question) -> Spoken:
        for attempt in range(self._line.retries + 1):
            try:
                return await self._try(question)
            except _Failed as failed:
                pause = self._pause(failed.trouble, attempt)
                if pause is None or attempt == self._line.retries:
                    self._line.failed(self._prompt_model, failed.trouble.error)
                    raise
                await asyncio.sleep(pause)
        raise AssertionError("the last attempt returns or raises")

    async def _try(self, question: Question) -> Spoken:
        """One request. Raises ``_Failed``."""
        spoken = Spoken()
        async with self._line.turn():
            self._check_rest()
            try:
                await self._heard_out(question, spoken)
            except ModelError as error:
                raise _Failed(Trouble(error)) from error
            except Exception as error:  # what a library makes of a stranger's bytes can be anything
                met = self._understood(error)
                raise _Failed(met.paid() if spoken.begun else met) from error
            finally:
                if spoken.begun:
                    self._used.append(counted(spoken, question))
        self._line.succeeded(self._prompt_model)
        return spoken

    async def _heard_out(self, question: Question, spoken: Spoken) -> None:
        """Within a time that no answer takes: signs of life alone are none, and go on for ever."""
        settings = self._library.settings(self._prompt, _key(question))
        longest = LONGEST * self._line.patience
        try:
            async with asyncio.timeout(longest) as limit:
                await speak(self._library.model, question, settings, spoken, self._hear)
        except TimeoutError:
            if not limit.expired():
                raise
            title = self._line.access.title
            raise ModelAway(f"{title} did not come to an end within {longest:g} s.") from None

    def _understood(self, error: Exception) -> Trouble:
        met = trouble(error, self._line.access, self._prompt_model)
        if met.lasting:
            self._line.refused(self._prompt_model, met.error, everywhere=met.everywhere)
        return met

    def _check_rest(self) -> None:
        try:
            self._line.check(self._prompt_model)
        except ModelError as error:
            raise _Failed(Trouble(error)) from error

    def _pause(self, met: Trouble, attempt: int) -> float | None:
        """Seconds before the next try; None when there is none: it cannot help, or all the patience is used up."""
        if not met.again:
            return None
        jitter = random.uniform(0.5, 1.5)  # noqa: S311 - it spreads load and guards nothing
        pause = met.pause if met.pause is not None else 0.5 * 2**attempt * jitter
        elapsed = asyncio.get_running_loop().time() - self._began
        patience = min(self._line.patience, self._prompt.within or self._line.patience)
        return pause if elapsed + pause < patience else None

    @property
    def _prompt_model(self) -> str:
        return self._library.model.model_name

    def _usage(self, outcome: str = "ok") -> Usage:
        access, model = self._line.access, self._prompt_model
        costs = [self._prices.usd(access, model, one) for one in self._used]
        known = [cost for cost in costs if cost is not None]
        return Usage(
            f"{access.provider}:{model}",
            self._prompt.job,
            sum(one.input_tokens for one in self._used),
            sum(one.output_tokens for one in self._used),
            sum(one.cache_read_tokens for one in self._used),
            sum(known) if len(known) == len(costs) else None,
            asyncio.get_running_loop().time() - self._began,
            outcome,
        )


class _Failed(Exception):
    def __init__(self, met: Trouble) -> None:
        super().__init__(met.error.what)
        self.trouble = met


def _key(question: Question) -> str:
    """A repetition is another call than the one it repeats."""
    return f"{question.prompt.key}-again" if question.again else question.prompt.key
