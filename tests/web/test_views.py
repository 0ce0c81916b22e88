from __future__ import annotations

import pytest
from django.test import Client


def test_livez_asks_nobody_else(client: Client) -> None:
    assert client.get("/livez").content == b"ok\n"


@pytest.mark.django_db
def test_the_foot_leads_to_what_a_model_changes(client: Client) -> None:
    assert '<a href="/who-writes">' in client.get("/").content.decode()
    page = client.get("/who-writes").content.decode()
    assert "Without a model" in page
    assert "SAPERE_MODEL" in page


def test_the_look_is_kept_in_a_cookie_and_one_comes_back(client: Client) -> None:
    answer = client.post("/appearance", {"theme": "dark", "next": "/topics/a/explore"})
    assert answer["Location"] == "/topics/a/explore"
    assert client.cookies["theme"].value == "dark"
    assert client.cookies["keys"].value == "off"


@pytest.mark.parametrize(
    "target", ["https://evil.example", "//evil.example", "javascript:alert(1)", "\\\\evil", ""]
)
def test_it_leads_nowhere_but_to_our_own_pages(client: Client, target: str) -> None:
    assert client.post("/appearance", {"next": target})["Location"] == "/"


def test_a_theme_nobody_offered_is_not_kept(client: Client) -> None:
    client.post("/appearance", {"theme": "</html>"})
    assert "theme" not in client.cookies
