from __future__ import annotations

import pytest

from sapere.agents.academic.contact import mail_of
from sapere.kit.http import HttpClient


@pytest.mark.parametrize(
    ("contact", "mail"),
    [
        ("someone@learning.example", "someone@learning.example"),
        ("mailto:a.b+c@x-y.example", "a.b+c@x-y.example"),
        ("https://learning.example/contact", ""),
        ("", ""),
    ],
)
def test_a_mail_address_is_told_where_there_is_one(contact: str, mail: str) -> None:
    with HttpClient(contact) as http:
        assert mail_of(http) == mail
