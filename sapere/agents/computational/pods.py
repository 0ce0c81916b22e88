"""An answer of Wolfram|Alpha's Full Results API: https://products.wolframalpha.com/api/documentation

``queryresult`` holds pods, each with a title and subpods of plain text; or an error, or hints about what else to ask.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from sapere.kit.plain import plain
from sapere.kit.text import normalise
from sapere.research.errors import BadAnswer, Refused, SourceError, Unreachable

_MOST_PODS = 20
_LONGEST_TEXT = 4_000
_KEYS = frozenset({"1", "2"})  # "Invalid appid", "Appid missing"
_KEY_ADVICE = "Look at WOLFRAM_APP_ID again."
_NAME = "Wolfram|Alpha"


@dataclass(frozen=True, slots=True)
class Pod:
    """``texts`` are pairs of a subpod's title, often empty, and its lines."""

    title: str
    id: str
    texts: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Result:
    """``meant`` is the best other wording it knows, where it did not understand the question."""

    pods: tuple[Pod, ...] = ()
    meant: str = ""

    @property
    def reading(self) -> str:
        """How the question was understood, in Wolfram|Alpha's words."""
        return next((lines[0] for pod in self.pods if pod.id == "Input" for _, lines in pod.texts), "")

    @property
    def worth(self) -> tuple[Pod, ...]:
        """The pods that say more than how the question was understood."""
        return tuple(pod for pod in self.pods if pod.id != "Input")


def result(body: bytes) -> Result:
    """Raises the reason where there is no result; one without pods means that nothing is known of it."""
    root = _tree(body)
    if root.get("error") == "true" or root.find("error") is not None:
        raise _error(root.find("error"))
    if (message := root.find("languagemsg")) is not None:
        raise Refused(f"{_NAME} does not understand this language: {plain(message.get('english'))}")
    pods = tuple(_pods(root))
    if not pods and (root.get("timedout") or root.get("parsetimedout") == "true"):
        raise Unreachable(
            f"{_NAME} ran out of time over it.", advice="Try again later, or ask for less at once."
        )
    return Result(pods, "" if pods else _meant(root))


def markup(found: Result, subject: str) -> str:
    """Its pods as HTML, each value said of the subject, so that it can be quoted by itself."""
    return "\n".join(part for pod in found.worth for part in _pod_markup(pod, subject))


def _tree(body: bytes) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )  # fmt: skip
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadAnswer(f"{_NAME} answered with something that is not XML.") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise BadAnswer(f"{_NAME} answered with XML that declares a document type, which is not read.")
    if root.tag != "queryresult":
        raise BadAnswer(f"{_NAME} answered in a form that its documentation does not promise.")
    return root


def _error(error: Element | None) -> SourceError:
    code, words = ("", "") if error is None else (plain(error.findtext(name)) for name in ("code", "msg"))
    if code in _KEYS or "appid" in words.lower():
        return Refused(f"{_NAME} does not accept the AppID ({words}).", advice=_KEY_ADVICE)
    return BadAnswer(f"{_NAME} has failed over it ({words or 'it does not say why'}).")


def _pods(root: Element) -> Iterator[Pod]:
    for pod in root.findall("pod")[:_MOST_PODS]:
        texts = tuple(
            (plain(subpod.get("title")), lines)
            for subpod in pod.findall("subpod")
            if (lines := _lines(subpod))
        )
        if texts and pod.get("error") != "true":
            yield Pod(plain(pod.get("title")), plain(pod.get("id")), texts)


def _lines(subpod: Element) -> tuple[str, ...]:
    text = normalise((subpod.findtext("plaintext") or "")[:_LONGEST_TEXT])
    return tuple(line for given in text.split("\n") if (line := " ".join(given.split())))


def _meant(root: Element) -> str:
    """What it proposes to ask instead, unless it thinks little of that itself."""
    proposed = [one for one in root.iterfind("didyoumeans/didyoumean") if one.get("level") != "low"]
    return plain(proposed[0].text) if proposed else ""


def _pod_markup(pod: Pod, subject: str) -> Iterator[str]:
    yield f"<h2>{_shown(pod.title)}</h2>"
    for title, lines in pod.texts:
        if len(lines) > 1 and all("|" in line for line in lines):
            yield f"<p>{_shown(': '.join(filter(None, (f'{subject} — {pod.title}', title))))}:</p>"
            yield _table(lines)
        else:
            what = ", ".join(filter(None, (pod.title.lower(), title)))
            for line in lines:
                end = "." if line[-1].isalnum() else ""
                yield f"<p>{_shown(f'{subject} — {what}: {line}{end}')}</p>"


def _table(lines: tuple[str, ...]) -> str:
    rows = "".join(
        f"<tr>{''.join(f'<td>{_shown(cell.strip())}</td>' for cell in line.split('|'))}</tr>"
        for line in lines
    )
    return f"<table>{rows}</table>"


def _shown(text: str) -> str:
    return html.escape(text, quote=False)
