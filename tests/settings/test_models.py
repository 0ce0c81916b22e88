"""The kinds of the settings about models, each as it is written and as it is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.research.calls import Job
from sapere.settings import Settings, SettingsError, kinds, load

NAMES = st.from_regex(r"[a-zA-Z0-9./:_-]{1,20}", fullmatch=True)


def given_them(folder: Path, **environ: str) -> Settings:
    return load({"OPENAI_API_KEY": "sk-x1y2z3", **environ}, folder)


def test_the_jobs_are_the_engines() -> None:
    assert tuple(job.value for job in Job) == kinds.JOBS


def test_models_are_tried_in_the_order_in_which_they_stand() -> None:
    assert kinds.models("openai:a, google:b,anthropic:c:d/e") == ("openai:a", "google:b", "anthropic:c:d/e")


@pytest.mark.parametrize(
    "text", ["", "gpt-5", "openai:", ":x", "openai:a,", "openai:a b", "Openai:a", "mistral:x"]
)
def test_what_names_no_model_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        kinds.models(text)


def test_an_unknown_provider_is_told_which_there_are() -> None:
    with pytest.raises(ValueError, match=r"openai, anthropic, google.*OPENAI_BASE_URL"):
        kinds.models("ollama:llama")


def test_jobs_have_models_of_their_own() -> None:
    found = kinds.models_by_job("grow = openai:a; write=anthropic:b,openai:c")
    assert found == (("grow", ("openai:a",)), ("write", ("anthropic:b", "openai:c")))


@pytest.mark.parametrize("text", ["paint=openai:a", "grow", "grow=", "=openai:a", "grow=openai:a;"])
def test_what_is_no_job_with_models_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        kinds.models_by_job(text)


@given(st.integers(1, 256))
def test_a_count_is_a_whole_number(number: int) -> None:
    assert kinds.count(str(number)) == number


@pytest.mark.parametrize("text", ["0", "257", "-1", "1.5", "", "³", "many"])
def test_what_is_no_count_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="from 1 to 256"):
        kinds.count(text)


@pytest.mark.parametrize(
    ("text", "value"), [("1", 1.0), ("0.5", None), ("3600", 3600.0), ("3601", None), ("nan", None)]
)
def test_seconds_are_between_one_and_an_hour(text: str, value: float | None) -> None:
    if value is None:
        with pytest.raises(ValueError, match="from 1 to 3,600"):
            kinds.seconds(text)
    else:
        assert kinds.seconds(text) == value


@pytest.mark.parametrize(("text", "value"), [("0", 0.0), ("$2.50", 2.5), ("10", 10.0)])
def test_dollars_may_have_their_sign(text: str, value: float) -> None:
    assert kinds.dollars(text) == value


@pytest.mark.parametrize("text", ["-1", "1e3", "€1", "$", "inf", "1,000"])
def test_what_is_no_sum_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="It has to be a number"):
        kinds.dollars(text)


@given(st.lists(st.tuples(NAMES, st.integers(0, 999), st.integers(0, 999)), min_size=1, max_size=4))
def test_prices_are_read_as_they_are_written(prices: list[tuple[str, int, int]]) -> None:
    text = ", ".join(f"openai:{name}={into}/{out}" for name, into, out in prices)
    assert kinds.prices(text) == tuple((f"openai:{name}", float(a), float(b)) for name, a, b in prices)


@pytest.mark.parametrize("text", ["openai:a", "openai:a=1", "openai:a=1/", "a=1/2", "openai:a=x/y"])
def test_what_is_no_price_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        kinds.prices(text)


@pytest.mark.parametrize(
    ("name", "value", "key"),
    [
        ("SAPERE_MODEL", "anthropic:a", "ANTHROPIC_API_KEY"),
        ("SAPERE_MODEL", "openai:a,google:b", "GOOGLE_API_KEY"),
        ("SAPERE_MODEL_FOR", "grow=openai:a;write=anthropic:b", "ANTHROPIC_API_KEY"),
        ("SAPERE_MODEL_FOR", "grow=openai:a,google:b", "GOOGLE_API_KEY"),
    ],
)
def test_a_key_that_is_missing_is_named(tmp_path: Path, name: str, value: str, key: str) -> None:
    with pytest.raises(SettingsError, match=f"{name}.*{key} is missing beside it"):
        given_them(tmp_path, **{name: value})


def test_a_server_of_ones_own_needs_no_key(tmp_path: Path) -> None:
    own = {"SAPERE_MODEL": "openai:llama", "OPENAI_BASE_URL": "http://127.0.0.1:11434/v1"}
    assert load(own, tmp_path).model == ("openai:llama",)


def test_all_of_them_are_read(tmp_path: Path) -> None:
    found = given_them(
        tmp_path,
        SAPERE_MODEL="openai:a",
        SAPERE_CALLS_AT_ONCE="16",
        SAPERE_MODEL_PATIENCE="30",
        SAPERE_MODEL_PRICES="openai:a=1/2",
        SAPERE_BUDGET_RUN="$0.50",
    )
    assert (found.calls_at_once, found.model_patience, found.budget_run) == (16, 30.0, 0.5)
    assert found.model_prices == (("openai:a", 1.0, 2.0),)
