"""Nobody gets at another's things: every address of the house × the owner, a stranger, nobody × every method."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import pytest
from django.apps import apps
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from sapere import settings, wiring
from sapere.accounts.models import Person
from sapere.topics.actions.examples import show_as_example
from sapere.topics.models import Topic
from sapere.topics.shares import Share
from tests.doubles.belongings import SECRET, Belongings, belongings, nothing
from tests.web.routes import RULES, Parts, Rule, Whose

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
REFUSALS = {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}
OURS = ("accounts", "topics")


def routes(below: URLResolver | None = None, namespace: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every address of the house: its name, and the names of its parts."""
    for entry in (below or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry, f"{entry.namespace}:" if entry.namespace else namespace)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name or entry.pattern}", tuple(entry.pattern.converters)


ROUTES = dict(routes())
SAID = {name: RULES[name] for name in ROUTES if name in RULES}
THINGS = [name for name, rule in SAID.items() if rule.whose is Whose.THING]
OWN = [name for name, rule in SAID.items() if rule.whose is Whose.OWN]
LINKED = [name for name, rule in SAID.items() if rule.whose is Whose.LINK]
INNER = [
    name
    for name in THINGS
    if "slug" in ROUTES[name] and set(ROUTES[name]) - {"slug"} - set(RULES[name].given)
]
DEEDS = [name for name in [*THINGS, *OWN] if RULES[name].method == "POST"]


@pytest.fixture
def alices(db: None) -> Belongings:
    alice = Person.objects.create_user("alice", key=uuid.uuid4())
    return belongings(alice, wiring.build_store(settings.current()))


@pytest.fixture
def bobs(db: None) -> Belongings:
    """Of one who has a topic of their own, under another name."""
    bob = Person.objects.create_user("bob", key=uuid.uuid4())
    return belongings(bob, wiring.build_store(settings.current()), "Osmosis", library=False)


@pytest.fixture
def production(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Settings of a server: whoever has not signed in is nobody."""
    for name, value in {
        "SAPERE_PRODUCTION": "true",
        "SECRET_KEY": "k7Hq2vX9mB4tR8wZ1nC6yL3pD5sF0gJaVeUiOx-QtKbNhGfEdMzWcSr",
        "ALLOWED_HOSTS": "testserver",
        "SAPERE_PUBLIC_URL": "https://testserver",
    }.items():
        monkeypatch.setenv(name, value)
    settings.current.cache_clear()
    yield
    monkeypatch.undo()
    settings.current.cache_clear()


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def address(name: str, parts: Parts, rule: Rule | None = None) -> str:
    """As the route has it, with these parts in it and, with a rule, what it wants after the ``?``."""
    given = RULES[name].given
    wanted = {part: given.get(part, f"<{part}>") for part in ROUTES[name]}
    try:
        found = {part: parts[named[1:-1]] if named[:1] == "<" else named for part, named in wanted.items()}
    except KeyError as missing:
        pytest.fail(
            f"{name} has a part {missing} that nobody has. Put one of it into `parts` in"
            f" tests/doubles/belongings.py, and its name into `nothing`; or say in its rule in tests/web/routes.py"
            f" what stands there: given={{{missing}: '<question_id>'}} for another thing, 'md' for no thing."
        )
    return reverse(name, kwargs=found) + (f"?{rule.query}" if rule and rule.query else "")


def said(answer: Any, parts: Parts) -> tuple[int, str, str]:
    """What was answered, without what differs from request to request: status, where it leads, the page."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", body(answer).decode(errors="replace"))
    told = [page.replace(answer.get("X-Request-ID", "?"), "REFERENCE"), answer.get("Location", "")]
    for part, value in sorted(parts.items(), key=lambda one: -len(one[1])):
        told = [one.replace(quote(value), part).replace(value, part) for one in told]
    return answer.status_code, told[1], told[0]


def body(answer: Any) -> bytes:
    if not answer.streaming:
        return bytes(answer.content)
    return b"".join(answer) if not answer.is_async else b""


def asked(client: Client, method: str, name: str, parts: Parts) -> Any:
    """The route asked for with these parts, in its address and in its form."""
    rule = RULES[name]
    there = address(name, parts, rule)
    return client.post(there, dict(rule.form(parts))) if method == "POST" else client.generic(method, there)


def rows() -> dict[tuple[str, Any], Any]:
    """All that is kept of anybody."""
    models = [model for label in OURS for model in apps.get_app_config(label).get_models()]
    return {
        (model.__name__, row["pk"] if "pk" in row else tuple(row.values())): row
        for model in models
        for row in model._default_manager.values(*[f.attname for f in model._meta.concrete_fields], "pk")
    }


def whose(row: Model | None) -> set[Any]:
    """Whoever the row belongs to, by the things that it names; empty for what is nobody's or an example's."""
    if row is None or (isinstance(row, Topic) and row.visibility == Topic.Visibility.EXAMPLE):
        return set()
    if isinstance(row, Person):
        return {row.pk}
    links = [f for f in row._meta.concrete_fields if f.is_relation and f.related_model is not type(row)]
    return {owner for link in links for owner in whose(getattr(row, link.name))}


def shared_rows() -> list[str]:
    """What belongs to two people at once: nothing ever does."""
    models = [model for label in OURS for model in apps.get_app_config(label).get_models()]
    return [f"{row!r}" for model in models for row in model._default_manager.all() if len(whose(row)) > 1]


def test_every_address_has_a_rule() -> None:
    missing = sorted(set(ROUTES) - set(RULES))
    hint = "\n".join(
        f'    "{name}": Rule(),    # or post(...); its parts: {", ".join(ROUTES[name]) or "none"}'
        for name in missing
    )
    assert not missing, (
        f"Nothing says who may use these addresses. Put into RULES of tests/web/routes.py:\n{hint}"
    )
    assert not set(RULES) - set(ROUTES), (
        "There are rules for addresses that are gone: take them out of tests/web/routes.py."
    )


@pytest.mark.parametrize("name", [*THINGS, *OWN])
def test_the_owner_gets_through(name: str, alices: Belongings) -> None:
    rule = RULES[name]
    answer = asked(signed_in(alices.owner), rule.method, name, alices.parts)
    assert answer.status_code in ({rule.status} if rule.status else {200, 204, 302}), said(answer, {})[2][
        :800
    ]


@pytest.mark.parametrize("name", THINGS)
def test_a_stranger_is_told_what_is_told_of_nothing(name: str, alices: Belongings, bobs: Belongings) -> None:
    stranger, before, none = signed_in(bobs.owner), rows(), nothing()
    for method in METHODS:
        answer = said(asked(stranger, method, name, alices.parts), alices.parts)
        assert answer == said(asked(stranger, method, name, none), none), method
        assert answer[0] in REFUSALS or RULES[name].door or method == "OPTIONS", (method, answer)
    assert rows() == before


@pytest.mark.parametrize("name", INNER)
def test_anothers_thing_is_not_in_ones_own_topic(name: str, alices: Belongings, bobs: Belongings) -> None:
    stranger, before = signed_in(bobs.owner), rows()
    theirs, none = (dict(alices.parts), nothing())
    theirs["slug"] = none["slug"] = bobs.parts["slug"]
    for method in METHODS:
        answer = said(asked(stranger, method, name, theirs), theirs)
        assert answer == said(asked(stranger, method, name, none), none), method
    assert rows() == before


@pytest.mark.parametrize("name", DEEDS)
def test_a_form_that_names_anothers_things_ties_nothing_to_them(
    name: str, alices: Belongings, bobs: Belongings
) -> None:
    asked(signed_in(bobs.owner), "POST", name, {**alices.parts, **bobs.parts})
    asked(signed_in(bobs.owner), "POST", name, {**bobs.parts, **alices.parts, "slug": bobs.parts["slug"]})
    assert shared_rows() == []


@pytest.mark.parametrize("name", OWN)
def test_ones_own_page_shows_and_changes_nothing_of_anothers(
    name: str, alices: Belongings, bobs: Belongings
) -> None:
    before = {place: row for place, row in rows().items() if SECRET in str(row)}
    for method in ("GET", "POST"):
        page = said(asked(signed_in(bobs.owner), method, name, alices.parts), {})[2]
        assert SECRET not in page
        assert not [part for part in alices.parts.values() if part in page and f'value="{part}"' not in page]
    assert before.items() <= rows().items()


@pytest.mark.usefixtures("production")
@pytest.mark.parametrize("name", [*THINGS, *OWN])
def test_nobody_gets_nothing_on_a_server(name: str, alices: Belongings) -> None:
    before, none = rows(), nothing()
    for method in METHODS:
        answer = said(asked(Client(), method, name, alices.parts), alices.parts)
        assert answer == said(asked(Client(), method, name, none), none)
        assert answer[0] in REFUSALS | {HTTPStatus.FORBIDDEN} or RULES[name].door or method == "OPTIONS"
    assert rows() == before


@pytest.mark.usefixtures("production")
@pytest.mark.parametrize("name", LINKED)
def test_whoever_has_a_link_reads_and_no_more(name: str, alices: Belongings, bobs: Belongings) -> None:
    rule, before = RULES[name], rows()
    client = signed_in(bobs.owner) if rule.signed_in else Client()
    for method in METHODS:
        answer = asked(client, method, name, alices.parts)
        done = method == rule.method or (method in ("GET", "HEAD"))
        assert answer.status_code in ({200, 302} if done else REFUSALS | {200})
        assert SECRET not in said(answer, {})[2]
        if rule.signed_in:
            assert asked(Client(), method, name, alices.parts).status_code in (403, 405)
    if not rule.signed_in:
        assert {k: v for k, v in rows().items() if k[0] != "Share"} == {
            k: v for k, v in before.items() if k[0] != "Share"
        }


@pytest.mark.usefixtures("production")
@pytest.mark.parametrize("name", LINKED)
@pytest.mark.parametrize("end", ["wrong", "ended", "revoked", "closed"])
def test_every_link_that_does_not_lead_on_says_the_same(
    name: str, end: str, alices: Belongings, bobs: Belongings
) -> None:
    link = Share.objects.filter(pk=alices.parts["share_id"])
    changes: dict[str, Any] = {
        "ended": {"ends_at": timezone.now()},
        "revoked": {"revoked_at": timezone.now()},
    }
    link.update(**changes.get(end, {"label": "as it was"}))
    if end == "closed":
        Person.objects.filter(pk=alices.owner.pk).update(is_active=False)
    parts = alices.parts if end != "wrong" else {**alices.parts, "token": alices.parts["token"][::-1]}
    answer = asked(signed_in(bobs.owner), RULES[name].method, name, parts)
    assert answer.status_code == 404
    assert "This link is not valid any more" in answer.content.decode()


@pytest.mark.usefixtures("production")
@pytest.mark.parametrize("name", [name for name, rule in SAID.items() if rule.whose is Whose.OPEN])
def test_what_is_open_is_open_to_all(name: str, alices: Belongings) -> None:
    rule = RULES[name]
    answer = asked(Client(), rule.method, name, {})
    assert answer.status_code in ({rule.status} if rule.status else {200, 204, 302})
    assert SECRET not in said(answer, {})[2]


@pytest.mark.parametrize("name", THINGS)
def test_of_an_example_readers_get_what_is_for_readers(
    name: str, alices: Belongings, bobs: Belongings
) -> None:
    show_as_example(alices.topic.pk)
    reader, rule, none, before = signed_in(bobs.owner), RULES[name], nothing(), rows()
    answer = asked(reader, rule.method, name, alices.parts)
    if rule.for_readers:
        assert answer.status_code in {200, 204, 302}
        assert SECRET not in said(answer, {})[2]
    else:
        assert said(answer, alices.parts) == said(asked(reader, rule.method, name, none), none)
        assert rows() == before
