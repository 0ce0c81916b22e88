"""Each job gets the models that were chosen for it, and a run without one loads nothing of them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest

from sapere.research.calls import Job
from sapere.research.errors import BadRequest
from sapere.settings import Settings
from sapere.wiring import build_models, close_models

ONE, TWO, THREE = "openai:one", "openai:two", "anthropic:three"
SETTINGS = Settings(
    model=(ONE, TWO), model_for=(("write", (THREE,)),), openai_api_key="sk-1", anthropic_api_key="sk-ant-1"
)


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    close_models()


def names(settings: Settings, model: str = "") -> dict[Job, list[str]]:
    built = build_models(settings, model=model)
    return {job: [one.name for one in chain] for job, chain in built.items()}


def test_every_job_has_the_chain_unless_one_is_chosen_for_it() -> None:
    found = names(SETTINGS)
    assert set(found) == set(Job)
    assert found[Job.GROW] == [ONE, TWO]
    assert found[Job.WRITE] == found[Job.MEND] == [THREE]


def test_a_job_may_have_the_only_model() -> None:
    assert names(Settings(model_for=(("grow", (ONE,)),), openai_api_key="k")) == {Job.GROW: [ONE]}


def test_one_run_can_have_a_model_of_its_own() -> None:
    assert set(map(tuple, names(SETTINGS, model=TWO).values())) == {(TWO,)}
    assert names(Settings(openai_api_key="k"), model=TWO)[Job.ANSWER] == [TWO]


def test_without_a_choice_there_is_none() -> None:
    assert build_models(Settings(openai_api_key="k")) == {}


@pytest.mark.parametrize(("model", "says"), [("mistral:x", "Providers are"), ("gpt", "names no model")])
def test_a_name_that_means_nothing_is_refused(model: str, says: str) -> None:
    with pytest.raises(BadRequest, match=says):
        build_models(SETTINGS, model=model)


def test_a_model_without_its_key_is_refused_at_the_start() -> None:
    with pytest.raises(BadRequest, match="GOOGLE_API_KEY is missing, so google:x cannot be asked"):
        build_models(SETTINGS, model="google:x")


def test_runs_share_their_models_and_so_the_limit_of_calls() -> None:
    assert build_models(SETTINGS)[Job.GROW][0] is build_models(SETTINGS)[Job.ITEMS][0]


def test_nothing_of_them_is_loaded_without_one() -> None:
    program = (
        "import sys; from sapere.wiring import build_models; from sapere.settings import Settings\n"
        "build_models(Settings())\n"
        "print([one for one in ('pydantic_ai', 'openai', 'anthropic', 'genai_prices') if one in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
