"""What every test stands on: no network but this machine where a test asks for it, services that are here."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests import searx_house, services

# How long a case takes says more of what else the machine does than of the code. In CI a change is judged by the
# same cases every time; new ones are looked for at the desk, many with: pytest -m hypothesis --hypothesis-profile=long
settings.register_profile(
    "calm", deadline=None, derandomize="CI" in os.environ, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("long", settings.get_profile("calm"), derandomize=False, max_examples=2_000)
settings.load_profile("calm")

LOOPBACK = ["127.0.0.1", "::1", "localhost"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        wanted = item.get_closest_marker("service")
        if wanted and "chromium" in wanted.args:
            # A browser, a server and a clock of their own: a machine that is busy with something else can be late for
            # them. Once more then, and the summary says which.
            item.add_marker(pytest.mark.flaky(reruns=1))
        if wanted or item.get_closest_marker("loopback"):
            item.add_marker(pytest.mark.allow_hosts(LOOPBACK))


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker in item.iter_markers("service"):
        for name in marker.args:
            why = services.missing(name)
            if why and name in services.required():
                pytest.fail(f"{why}, and SAPERE_TEST_REQUIRE names it")
            if why:
                pytest.skip(why)


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A PostgreSQL server for this test session; for tests marked ``service("postgresql")``."""
    with services.postgresql() as address:
        yield address


@pytest.fixture(scope="session")
def searx() -> Iterator[searx_house.SearxHouse]:
    """A real searx and its pages for this test session; for tests marked ``service("searx")``."""
    with searx_house.opened() as house:
        yield house
