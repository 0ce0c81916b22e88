from __future__ import annotations

from pathlib import Path

import pytest

from sapere.settings import VARIABLES, SettingsError, load
from sapere.settings.envfile import parse
from sapere.settings.templates import pages

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", pages())
def test_what_lies_in_the_repository_is_what_the_table_says(name: str) -> None:
    assert (ROOT / name).read_text() == pages()[name], "run: python -m sapere.settings.templates ."


def test_every_variable_is_explained_in_one_template_and_the_reference() -> None:
    server, client, reference = pages().values()
    for name in VARIABLES:
        assert (f"{name}=" in server) != (f"\n{name}=" in client)
        assert f"`{name}`" in reference


def test_a_template_with_its_comments_taken_off_can_be_read() -> None:
    for name in (".env.server.production", ".env.client.production"):
        lines = [
            line.removeprefix("#") if line.startswith("#") and line[1:2].isupper() else line
            for line in pages()[name].splitlines()
        ]
        assert parse("\n".join(lines).encode(), name)[1] == []


def test_a_template_copied_and_not_filled_in_does_not_start(tmp_path: Path) -> None:
    for name in (".env.server", ".env.client"):
        (tmp_path / name).write_text(pages()[f"{name}.production"])
        (tmp_path / name).chmod(0o600)
    with pytest.raises(SettingsError) as caught:
        load({}, tmp_path)
    assert {one.name for one in caught.value.problems} == {"SECRET_KEY", "ALLOWED_HOSTS", "SAPERE_PUBLIC_URL"}
