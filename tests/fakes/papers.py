"""Invented papers about any topic, as the fakes of the scholarly services know them, and their full texts."""

from __future__ import annotations

import html
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass

from tests.fakes.server import Handler, Reply, Request

REVIEW = (
    "{Topic} has been studied for more than a century, yet its parts are seldom described together.",
    "This review compares 214 reports on {topic} from 31 countries.",
    "Three stages of {topic} are told apart: a slow beginning, a steep rise and a long plateau.",
    "The slow beginning takes 12 days on average, and it is the stage that teachers leave out most often.",
    "During the steep rise, the rate of {topic} doubles about every 40 hours.",
    "The plateau is reached when the supply that {topic} depends on is used up.",
    "Reports from before 1970 give lower values, because their instruments answered slowly.",
    "We conclude that {topic} is best introduced by its plateau, which is easy to observe.",
)
MEASUREMENT = (
    "We measured {topic} under controlled conditions in 48 laboratories between 2012 and 2019.",
    "Temperature explains most of the differences: {topic} is fastest at 27 degrees Celsius.",
    "Below 5 degrees Celsius no {topic} was observed in any of the laboratories.",
    "Pressure has a small effect, which earlier work on {topic} had taken for a large one.",
    "Two laboratories found higher values and could trace them to a leaking valve.",
    "The uncertainty of the mean rate of {topic} is 1.4 percent.",
    "All measurements and the program that evaluated them are open.",
)
TEACHING = (
    "Learners often believe that {topic} happens all at once.",
    "In a class of 126 learners, 71 percent described {topic} as a single event before the lesson.",
    "After drawing the three stages themselves, only 18 percent did so.",
    "Learners who explained {topic} to a partner remembered it better after six weeks.",
    "The common analogy of a filling bathtub helps at first and misleads later.",
    "A good lesson on {topic} therefore names the limits of its analogy.",
)
MODEL = (
    "A model of {topic} with two equations is derived and compared with measured curves.",
    "The first equation describes how the supply shrinks, the second how {topic} follows it.",
    "The model has four parameters, of which only one has to be fitted.",
    "It predicts the plateau of {topic} to within 3 percent.",
    "The model fails where the supply is renewed from outside, and the reason is given.",
    "An exact solution exists when the two rates are equal.",
)
MEDICINE = (
    "Disturbed {topic} was found in 9 of 340 patients who were followed for five years.",
    "In seven of them {topic} became normal again without treatment.",
    "A blood test shows disturbed {topic} about four months before any complaint.",
    "No medicine is known that changes the first stage of {topic}.",
    "Patients over 65 recovered more slowly than younger ones.",
    "Regular checks are advised where {topic} is disturbed for more than a year.",
)


_LONGEST_TARGET = 4_000


@dataclass(frozen=True)
class Paper:
    number: int
    title: str
    authors: tuple[tuple[str, str], ...]  # given name, family name
    date: str
    venue: str
    sentences: tuple[str, ...]
    doi: str = ""
    arxiv: str = ""
    pmid: str = ""
    pmc: str = ""
    citations: int = 0

    @property
    def abstract(self) -> str:
        return " ".join(self.sentences[:3])

    @property
    def names(self) -> list[str]:
        return [f"{given} {family}" for given, family in self.authors]


def papers(topic: str) -> tuple[Paper, ...]:
    """Five of them. Some have a DOI, some an arXiv id, some are in PubMed, and some in all three."""
    spoken = topic[:1].upper() + topic[1:]

    def about(sentences: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one.format(topic=topic, Topic=spoken) for one in sentences)

    return (
        Paper(1, f"A review of {topic}", (("Ada", "Lind"), ("Bo", "Ferro")), "2021-03-09", "Annals of Examples",
              about(REVIEW), doi="10.5555/annals.2021.017", citations=412, pmid="90000001", pmc="PMC9000001"),
        Paper(2, f"Measuring {topic} in many laboratories", (("Chen", "Wu"),), "2019-11-30", "Journal of Made Data",
              about(MEASUREMENT), doi="10.5555/jmd.2019.204", arxiv="1911.09991", citations=77),
        Paper(3, f"How learners come to understand {topic}", (("Dora", "Okafor"), ("Emil", "Sand")), "2023-06",
              "Teaching Tomorrow", about(TEACHING), doi="10.5555/tt.2023.3", citations=5),
        Paper(4, f"A two-equation model of {topic}", (("Farid", "Nasser"),), "2024-01-18", "arXiv",
              about(MODEL), arxiv="2401.09992", citations=0),
        Paper(5, f"Disturbed {topic} in adults", (("Greta", "Holm"), ("Hugo", "Pires")), "2020", "Clinical Inventions",
              about(MEDICINE), pmid="90000005", citations=23),
    )  # fmt: skip


def about(topic: str, query: str) -> bool:
    """Whether an ordinary query is about the topic: one of the topic's words stands in it."""
    asked = query.casefold()
    return (
        any(word in asked for word in topic.casefold().split() if len(word) > 2) or topic.casefold() in asked
    )


def full_page(paper: Paper) -> Reply:
    """The whole paper as a page for readers."""
    said = "".join(f"<p>{html.escape(one)}</p>" for one in paper.sentences)
    page = (
        f'<!DOCTYPE html><html lang="en"><head><title>{html.escape(paper.title)}</title></head>'
        f"<body><main><article><h1>{html.escape(paper.title)}</h1>{said}</article></main></body></html>"
    )
    return Reply(page.encode())


def pdf(paper: Paper) -> Reply:
    """The whole paper as a PDF: one page, a line for each part of a sentence."""
    lines = [paper.title, *(line for one in paper.sentences for line in _lines(one))]
    shown = "".join(f"({_latin(line)}) Tj 0 -14 Td " for line in lines)
    content = f"BT /F 11 Tf 50 750 Td {shown}ET"
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[4 0 R]/Count 1/MediaBox[0 0 600 800]>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        "<</Type/Page/Parent 2 0 R/Resources<</Font<</F 3 0 R>>>>/Contents 5 0 R>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
    )
    body, places = "%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj{one}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = (
        f"xref\n0 6\n0000000000 65535 f \n{table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF"
    )
    return Reply((body + end).encode("latin-1"), headers={"Content-Type": "application/pdf"})


def host(request: Request) -> str:
    """The address by which the fake was asked, so that it can name its own pages."""
    return f"http://{request.headers['host']}"


def patient(answer: Callable[[Request], Reply], latency: float) -> Handler:
    """A fake that answers after ``latency`` seconds, and only to those that say who they are and that read."""

    def handler(request: Request, connection: socket.socket, gone: threading.Event) -> Reply:
        gone.wait(latency)
        if not request.headers.get("user-agent"):
            return Reply(b"<h1>403 Forbidden</h1>", status=403)
        if request.path == "/robots.txt":
            return Reply(b"User-agent: *\nAllow: /\n", headers={"Content-Type": "text/plain"})
        if len(request.target) > _LONGEST_TARGET:
            return Reply(b"<h1>414 Request-URI Too Large</h1>", status=414)
        if request.method != "GET":
            return Reply(b"Method Not Allowed", status=405)
        return answer(request)

    return handler


def _lines(sentence: str, width: int = 80) -> list[str]:
    lines = [""]
    for word in sentence.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _latin(line: str) -> str:
    text = line.encode("latin-1", "replace").decode("latin-1")
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
