"""Stack Exchange's API: questions with their best answers. CC BY-SA, each post with its own version of it.

https://api.stackexchange.com/docs (2.3) and its pages "throttle", "filters", "errors": 300 requests a day and
address without a key, 10,000 with one; never more than 30 a second; a method whose answer says ``backoff`` is not
called again for so many seconds; always compressed. https://stackoverflow.com/help/licensing asks for the
authors' names with links to their pages, and for a link to the question.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import ceil
from typing import Any
from weakref import WeakKeyDictionary

from sapere.agents.social.posts import Post, clean, count, day_of, thread
from sapere.agents.social.sites import BROAD, Site, richest, sites_for
from sapere.kit.clock import Clock, SystemClock
from sapere.kit.http import BadStatus, HttpClient
from sapere.kit.plain import plain
from sapere.kit.web_address import web_address
from sapere.research.errors import BadAnswer, RateLimited, Refused, SourceError, Unreachable
from sapere.research.reach import as_page, endpoint, translated
from sapere.research.search import DEADLINE
from sapere.research.shapes import Brief, Finding, Raw

STACKEXCHANGE = "https://api.stackexchange.com"
_VERSION = "/2.3"
_GAP = 0.1  # seconds: a third of the 30 a second at which an address is shut out
_MOST_ANSWERS = 4
_PATIENCE = 3.0  # seconds that a backoff is waited for
_LATER = "Try again later, or set STACKEXCHANGE_KEY for more requests a day."
_SECONDS = re.compile(r"available in (\d{1,9}) seconds")

Json = Mapping[str, Any]


@dataclass
class _Asked:
    """What the service has asked of us: by method, when it may be called again (monotonic seconds)."""

    not_before: dict[str, float] = field(default_factory=dict)
    spent_on: str = ""  # the day (UTC) on which the last of its requests was used


# Agents are built anew for each run; what one run was asked holds for the next, through the same client.
_ASKED: WeakKeyDictionary[HttpClient, _Asked] = WeakKeyDictionary()


class StackExchange:
    """``key`` raises the number of requests a day."""

    name = "Stack Exchange"
    needs_network = True

    def __init__(
        self,
        http: HttpClient,
        address: str = STACKEXCHANGE,
        key: str = "",
        *,
        clock: Clock | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._http = http
        self._base = endpoint(address, _VERSION)
        self._secret = {"key": key} if key else None
        self._clock = clock or SystemClock()
        self._sleep = sleep
        self._asked = _ASKED.setdefault(http, _Asked())

    def skip_reason(self, brief: Brief) -> str:  # noqa: ARG002 - the port hands it to all
        return ""

    def find(self, brief: Brief, queries: Sequence[str], limit: int) -> Iterator[Finding]:
        sites = sites_for(queries[0], brief.language) or self._counted(queries[0])
        for site in sites:
            questions = self._questions(site, queries[0], ceil(limit / len(sites)))
            answers = self._answers(site, questions)
            for question in questions:
                yield _finding(site, question, answers.get(question["question_id"], []))

    def fetch(self, finding: Finding) -> Raw:
        return as_page(finding)

    def _counted(self, query: str) -> tuple[Site, ...]:
        return richest({site: self._total(site, query) for site in BROAD})

    def _total(self, site: Site, query: str) -> int:
        answer = self._ask("/search/advanced", site, q=query, answers="1", filter="total")
        return count(answer.get("total")) or 0

    def _questions(self, site: Site, query: str, most: int) -> list[Json]:
        """Answered questions on it, the best fitting first."""
        answer = self._ask(
            "/search/advanced", site, q=query, answers="1", sort="relevance", order="desc",
            pagesize=str(max(1, min(most, 100))), filter="withbody",
        )  # fmt: skip
        return [item for item in _items(answer) if count(item.get("question_id")) and _welcome(item)][:most]

    def _answers(self, site: Site, questions: Sequence[Json]) -> dict[int, list[Json]]:
        """By question, the best first."""
        if not questions:
            return {}
        ids = ";".join(str(question["question_id"]) for question in questions)
        path = f"/questions/{ids}/answers"
        answer = self._ask(path, site, sort="votes", order="desc", pagesize="100", filter="withbody")
        found: dict[int, list[Json]] = {}
        for item in _items(answer):
            if count(item.get("answer_id")) and _welcome(item):
                found.setdefault(item.get("question_id", 0), []).append(item)
        return found

    def _ask(self, path: str, site: Site, **params: str) -> Json:
        method = re.sub(r"[\d;]+", "*", path)
        self._wait(method)
        with _told():
            answer = self._http.get_json(
                f"{self._base}{path}",
                params={"site": site.name, **params},
                secret=self._secret,
                seconds=DEADLINE,
                gap=_GAP,
            )
        if not isinstance(answer, Mapping):
            raise BadAnswer("Stack Exchange answered in a form that its documentation does not promise.")
        if "error_id" in answer:
            raise _leaf(answer)
        self._note(method, answer)
        return answer

    def _wait(self, method: str) -> None:
        if self._asked.spent_on == self._today():
            raise RateLimited("Stack Exchange has answered as often as it does in a day.", advice=_LATER)
        left = self._asked.not_before.get(method, 0.0) - self._clock.monotonic()
        if left > _PATIENCE:
            raise RateLimited(
                f"Stack Exchange asks to be left alone for another {ceil(left)} seconds.",
                retry_after=left,
                advice=_LATER,
            )
        if left > 0:
            self._sleep(left)

    def _note(self, method: str, answer: Json) -> None:
        backoff = answer.get("backoff")
        if isinstance(backoff, int | float) and backoff > 0:
            self._asked.not_before[method] = self._clock.monotonic() + float(backoff)
        if count(answer.get("quota_remaining")) == 0:
            self._asked.spent_on = self._today()

    def _today(self) -> str:
        return self._clock.now().date().isoformat()


@contextmanager
def _told() -> Iterator[None]:
    """As ``translated``, but an error that the service describes is raised in its own words."""
    with translated(StackExchange.name):
        try:
            yield
        except BadStatus as error:
            try:
                described = json.loads(error.body)
            except (ValueError, RecursionError):
                raise error from None
            if isinstance(described, Mapping) and "error_id" in described:
                raise _leaf(described) from error
            raise


def _leaf(error: Json) -> SourceError:
    """https://api.stackexchange.com/docs/error-handling: what each ``error_id`` stands for."""
    number, words = count(error.get("error_id")), plain(error.get("error_message"))
    if number == 503:
        return Unreachable(f"Stack Exchange is closed at the moment ({words}).", advice="Try again later.")
    if number == 502:
        wait = _SECONDS.search(words)
        return RateLimited(
            f"Stack Exchange has answered as often as it does in a day ({words}).",
            retry_after=float(wait[1]) if wait else None,
            advice=_LATER,
        )
    if number in (401, 402, 403, 405, 406) or "key" in words:
        return Refused(
            f"Stack Exchange refuses to answer ({words}).", advice="Look at STACKEXCHANGE_KEY again."
        )
    return BadAnswer(f"Stack Exchange did not understand what it was asked ({words}).")


def _items(answer: Json) -> list[Json]:
    items = answer.get("items")
    if not isinstance(items, list):
        raise BadAnswer("Stack Exchange answered in a form that its documentation does not promise.")
    return [item for item in items if isinstance(item, Mapping)]


def _welcome(item: Json) -> bool:
    """Neither disliked by most nor locked, closed or struck out."""
    return (
        (count(item.get("score")) or 0) >= 0 and not item.get("closed_date") and not item.get("locked_date")
    )


def _finding(site: Site, question: Json, answers: Sequence[Json]) -> Finding:
    number = question["question_id"]
    own = question.get("answers")  # where they came with it
    given = [item for item in (own if isinstance(own, list) else answers) if isinstance(item, Mapping)]
    best = sorted(given, key=lambda item: not item.get("is_accepted"))[:_MOST_ANSWERS]
    posts = [_post(question, "question"), *(_post(item, "answer") for item in best)]
    names = dict.fromkeys(post.author for post in posts if post.author != _NOBODY)
    return Finding(
        agent="social",
        locator=web_address(question.get("link")) or f"https://{site.host}/questions/{number}",
        title=plain(question.get("title")) or f"Question {number} on {site.title}",
        kind="discussion",
        snippet=_snippet(question, len(given), site),
        language=site.language,
        author=", ".join(names),
        published=day_of(question.get("creation_date")),
        licence=_licence(question),
        service=StackExchange.name,
        body=thread(posts),
    )


_NOBODY = "a former user"


def _post(item: Json, note: str) -> Post:
    owner = item.get("owner")
    owner = owner if isinstance(owner, Mapping) else {}
    return Post(
        plain(owner.get("display_name")) or _NOBODY,
        clean(item.get("body")),
        day_of(item.get("creation_date")),
        count(item.get("score")),
        web_address(owner.get("link")),
        f"accepted {note}" if item.get("is_accepted") is True else note,
    )


def _snippet(question: Json, answers: int, site: Site) -> str:
    """The best guess at what a learner wants to know of it in one line."""
    several = "answer" if answers == 1 else "answers"
    return f"{site.title}: {answers} {several}, score {count(question.get('score')) or 0}"


def _licence(item: Json) -> str:
    """Each post says its own; where it does not, its date does: https://stackoverflow.com/help/licensing."""
    given = plain(item.get("content_license"))
    if given:
        return given
    day = day_of(item.get("creation_date"))
    if not day:
        return "CC BY-SA"
    return (
        "CC BY-SA 4.0" if day >= "2018-05-02" else "CC BY-SA 3.0" if day >= "2011-04-08" else "CC BY-SA 2.5"
    )
