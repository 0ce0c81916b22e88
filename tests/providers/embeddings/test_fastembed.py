"""The library is an extra that is not here: what is proven is what is said of that. Its models were tried by hand."""

from __future__ import annotations

import math
import os
from importlib.util import find_spec
from pathlib import Path

import pytest

from sapere.providers.embeddings.fastembed import FastEmbedder
from sapere.research.errors import ModelRefuses

MINILM = "sentence-transformers/all-MiniLM-L6-v2"
here = pytest.mark.skipif(find_spec("fastembed") is None, reason="the extra fastembed is not installed")


@pytest.mark.skipif(find_spec("fastembed") is not None, reason="the extra fastembed is installed")
def test_without_the_extra_it_says_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(ModelRefuses, match="one more package") as caught:
        FastEmbedder(MINILM, tmp_path).texts(["a"])
    assert "sapere[fastembed]" in caught.value.advice


def test_nothing_is_loaded_before_it_is_used(tmp_path: Path) -> None:
    assert FastEmbedder(MINILM, tmp_path).name == f"fastembed:{MINILM}"


@here
def test_a_model_without_files_says_which_and_where(tmp_path: Path) -> None:
    with pytest.raises(ModelRefuses, match=r"model\.onnx.*sentence-transformers--all-MiniLM-L6-v2"):
        _ = FastEmbedder(MINILM, tmp_path).dimension


@here
def test_an_unknown_model_is_said(tmp_path: Path) -> None:
    with pytest.raises(ModelRefuses, match="no/such"):
        _ = FastEmbedder("no/such", tmp_path).dimension


@here
@pytest.mark.skipif(
    "FASTEMBED_MODELS" not in os.environ, reason="FASTEMBED_MODELS names no folder with a model"
)
def test_what_means_the_same_is_near() -> None:
    embedder = FastEmbedder(MINILM, Path(os.environ["FASTEMBED_MODELS"]))
    near, far = embedder.texts(["Water boils at a hundred degrees.", "The cat sat on the mat."])
    asked = embedder.query("At which temperature does water turn into steam?")
    assert math.hypot(*near) == pytest.approx(1, abs=1e-4)
    assert sum(map(float.__mul__, asked, near)) > sum(map(float.__mul__, asked, far)) + 0.2
