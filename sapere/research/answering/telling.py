"""A model's answer while it comes in: each sentence is checked as soon as it is whole."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import ValidationError

from sapere.kit.text import squeeze
from sapere.research.citing import Claim, checked, other_language
from sapere.research.replies import Excerpt
from sapere.research.shapes import Sentence

MOST_SENTENCES = 3
_CLAIM = re.compile(r'\{\s*"[tc]"\s*:')
_NOT_FOUND = re.compile(r'"found"\s*:\s*false')
_DECODER = json.JSONDecoder()


class Telling:
    """Takes what one model streams: ``{"found": true, "s": [{"t": …, "c": …}, …]}``, in one object or in a line for
    each sentence. One sentence more than are shown is looked at, for where one fails."""

    def __init__(self, shown: Sequence[Excerpt], language: str) -> None:
        self._shown = shown
        self._language = language
        self._at = 0
        self._beside = ""  # what it said beside its sentences
        self._passed: dict[str, Sentence] = {}
        self.text = ""
        self.claims = 0
        self.dropped = 0

    def take(self, piece: str) -> bool:
        """Whether another sentence is to be shown."""
        self.text += piece
        before = len(self.sentences)
        for claim in self._whole():
            self._put(claim)
        return len(self.sentences) > before and not self.strange and not self.missing

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Those that passed the check, in order, none twice."""
        return tuple(self._passed.values())[:MOST_SENTENCES]

    @property
    def strange(self) -> str:
        """The language that they are in, where it is not the one they should be in; else empty."""
        return other_language(" ".join(one.text for one in self.sentences), self._language)

    @property
    def missing(self) -> bool:
        """Whether it says that the sources do not answer."""
        return bool(_NOT_FOUND.search(self._beside + self.text[self._at :]))

    def _whole(self) -> Iterator[Any]:
        """The sentences that have come to their end. One that is no JSON is passed over for the next."""
        for begins in _CLAIM.finditer(self.text, self._at):
            if begins.start() < self._at:
                continue
            try:
                claim, end = _DECODER.raw_decode(self.text, begins.start())
            except (ValueError, RecursionError):
                continue
            self._beside += self.text[self._at : begins.start()]
            self._at = end
            yield claim

    def _put(self, said: Any) -> None:
        self.claims += 1
        if self.claims > MOST_SENTENCES + 1:
            return
        try:
            told = checked([Claim.model_validate(said)], self._shown, self._language)
        except ValidationError:
            self.dropped += 1
            return
        self.dropped += told.dropped
        for sentence in told.sentences:
            self._passed.setdefault(squeeze(sentence.text).casefold(), sentence)
