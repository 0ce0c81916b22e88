"""Models that run in this very process, by the library fastembed: the extra ``fastembed``.

https://qdrant.github.io/fastembed/. Nothing is downloaded: the model's files are the operator's, in a folder of the
data folder that carries the model's name. What is missing there is said by name.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from sapere.research.errors import BadSaying, ModelRefuses
from sapere.research.ports import Scope

EXTRA = 'It needs one more package: pip install "sapere[fastembed]".'
BESIDE = ("config.json", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json")
"""Files that a model needs beside its own, all from its page at the place it is published."""
_AT_ONCE = 16  # texts that the model computes with at a time: more take memory and no less time


class _Model(Protocol):
    def passage_embed(self, texts: Iterable[str], **kwargs: Any) -> Iterable[Any]: ...

    def query_embed(self, query: str, **kwargs: Any) -> Iterable[Any]: ...


class FastEmbedder:
    """Implements :class:`~sapere.research.ports.Embedder`. The model is loaded when it is first used, and uses
    one text at a time. ``folder`` holds a folder for each model: ``BAAI/bge-small-en-v1.5`` lies at
    ``BAAI--bge-small-en-v1.5``."""

    def __init__(self, model: str, folder: Path) -> None:
        self.name = f"fastembed:{model}"
        self._model_name = model
        self._folder = folder / model.replace("/", "--")
        self._loading = threading.Lock()
        self._model: _Model | None = None
        self._dimension = 0

    @property
    def dimension(self) -> int:
        self._loaded()
        return self._dimension

    def texts(self, texts: Sequence[str], whose: Scope | None = None) -> list[list[float]]:
        del whose  # nobody pays: it is this machine's own work
        found = self._loaded().passage_embed(list(texts), batch_size=_AT_ONCE)
        return [_unit(one) for one in found]

    def query(self, text: str, whose: Scope | None = None) -> list[float]:
        del whose
        return _unit(next(iter(self._loaded().query_embed(text))))

    def close(self) -> None:
        """Nothing is open."""

    def _loaded(self) -> _Model:
        """Raises ``ModelRefuses``: no extra, no such model, files that are missing or of no use."""
        with self._loading:
            if self._model is None:
                self._model = self._load()
            return self._model

    def _load(self) -> _Model:
        if find_spec("fastembed") is None:
            raise ModelRefuses(f"{self.name} cannot be used here. {EXTRA}", advice=EXTRA)
        from fastembed import TextEmbedding

        known = {one["model"].lower(): one for one in TextEmbedding.list_supported_models()}
        described = known.get(self._model_name.lower())
        if described is None:
            raise ModelRefuses(
                f"fastembed knows no model {self._model_name}.",
                advice="Take one of those that it lists: fastembed.TextEmbedding.list_supported_models().",
            )
        self._check_files([described["model_file"], *described["additional_files"], *BESIDE])
        try:
            model: _Model = TextEmbedding(described["model"], specific_model_path=str(self._folder))
        except Exception as error:  # the library and the runtime below it have no common class
            raise ModelRefuses(
                f"The model in {self._folder} cannot be loaded ({error}).", advice="Copy its files anew."
            ) from error
        self._dimension = int(described["dim"])
        return model

    def _check_files(self, names: Sequence[str]) -> None:
        missing = [name for name in names if not (self._folder / name).is_file()]
        if missing:
            raise ModelRefuses(
                f"{self.name} has no model yet: {', '.join(missing)} missing in {self._folder}.",
                advice="Copy these files of the model there, from where it is published; nothing is downloaded.",
            )


def _unit(vector: Any) -> list[float]:
    """As plain numbers, of length 1."""
    import numpy as np

    length = float(np.linalg.norm(vector))
    if not np.isfinite(length) or length == 0:
        raise BadSaying("The model gave a vector without a direction.")
    return [float(one) for one in vector / length]
