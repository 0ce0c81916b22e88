"""A model that says what a test wrote down for it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import TypeAdapter

from sapere.research.calls import Prompt, Said, Usage

T = TypeVar("T")
Script = Callable[[Prompt], Any]


class ScriptedModel:
    """``script`` gives for a prompt the text, the value, or the error to raise. ``heard`` are the prompts, in order."""

    def __init__(self, script: Script, *, name: str = "scripted:one", usd: float | None = 0.001) -> None:
        self.name = name
        self.heard: list[Prompt] = []
        self._script = script
        self._usd = usd
        self._lock = threading.Lock()

    def ask(self, prompt: Prompt, shape: type[T]) -> Said[T]:
        said = self._said(prompt)
        adapter = TypeAdapter(shape)
        value = adapter.validate_json(said) if isinstance(said, str) else adapter.validate_python(said)
        return Said(value, self._usage(prompt, str(said)))

    def stream(self, prompt: Prompt, hear: Callable[[str], None]) -> Said[str]:
        given = self._said(prompt)
        said = given if isinstance(given, str) else json.dumps(given, ensure_ascii=False)
        for at in range(0, len(said), 7):
            hear(said[at : at + 7])
        return Said(said, self._usage(prompt, said))

    def most_usd(self, prompt: Prompt, shape: Any = None) -> float | None:
        return self._usd

    def _said(self, prompt: Prompt) -> Any:
        with self._lock:
            self.heard.append(prompt)
        said = self._script(prompt)
        if isinstance(said, Exception):
            raise said
        return said

    def _usage(self, prompt: Prompt, said: str) -> Usage:
        words = len(prompt.instructions.split()) + len(prompt.material.split())
        return Usage(self.name, prompt.job, words, len(said.split()), 0, self._usd, 0.0)
