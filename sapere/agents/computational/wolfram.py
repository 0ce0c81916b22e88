"""Wolfram|Alpha's Full Results API: computed facts about what a topic names, where the operator has a key.

https://products.wolframalpha.com/api/documentation: 2,000 calls a month with a free AppID, for use that earns
nothing. Its terms of use, not an open licence, rule what may be kept and shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote_plus

from sapere.agents.computational.pods import Result, markup, result
from sapere.kit.http import HttpClient
from sapere.research.errors import BadAnswer
from sapere.research.reach import as_page, endpoint, translated
from sapere.research.search import DEADLINE
from sapere.research.shapes import Brief, Finding, Raw

WOLFRAM = "https://api.wolframalpha.com"
_PAGE = "https://www.wolframalpha.com/input?i="
_TOTAL_SECONDS = "6"  # after which it gives what it has
_LONGEST_INPUT = 200


class Wolfram:
    """``app_id`` is the operator's; without one it is not asked."""

    name = "Wolfram|Alpha"
    needs_network = True

    def __init__(self, http: HttpClient, address: str = WOLFRAM, app_id: str = "") -> None:
        self._http = http
        self._url = endpoint(address, "/v2/query")
        self._app_id = app_id

    def skip_reason(self, brief: Brief) -> str:  # noqa: ARG002 - the port hands it to all
        return "" if self._app_id else "Wolfram|Alpha is not asked, because no WOLFRAM_APP_ID is set."

    def find(self, brief: Brief, queries: Sequence[str], limit: int) -> Iterator[Finding]:  # noqa: ARG002
        """One finding: what it computes about the topic; a wording that it proposes instead is tried once."""
        asked = queries[0][:_LONGEST_INPUT]
        found = self._ask(asked)
        if not found.pods and found.meant:
            asked = found.meant
            found = self._ask(asked)
        if found.worth:
            yield _finding(asked, found)

    def fetch(self, finding: Finding) -> Raw:
        return as_page(finding)

    def _ask(self, question: str) -> Result:
        with translated(self.name):
            answer = self._http.get(
                self._url,
                params={
                    "input": question,
                    "format": "plaintext",
                    "units": "metric",
                    "totaltimeout": _TOTAL_SECONDS,
                },
                secret={"appid": self._app_id},
                accept="application/xml,text/xml",
                seconds=DEADLINE,
            )
        if answer.partial:
            raise BadAnswer(f"Wolfram|Alpha did not send its whole answer: {answer.cut}.")
        return result(answer.body)


def _finding(asked: str, found: Result) -> Finding:
    subject = found.reading or asked
    return Finding(
        agent="computational",
        locator=f"{_PAGE}{quote_plus(asked)}",
        title=subject,
        kind="facts",
        snippet=" ".join(found.worth[0].texts[0][1])[:300],
        language="en",
        author="Wolfram|Alpha",
        licence="Wolfram|Alpha terms of use",
        service=Wolfram.name,
        body=markup(found, subject),
    )
