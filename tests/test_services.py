from __future__ import annotations

import psycopg
import pytest


@pytest.mark.service("postgresql")
def test_a_postgresql_of_our_own_answers(postgresql_url: str) -> None:
    with psycopg.connect(postgresql_url) as connection:
        row = connection.execute("select current_user, pg_is_in_recovery()").fetchone()
    assert row == ("sapere", False)
