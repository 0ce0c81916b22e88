"""Whole pages about any topic, in sentences of our own, for fakes that have to be read as well as searched."""

from __future__ import annotations

import html
from zlib import crc32

SENTENCES = (
    "{Topic} is a subject that can be understood step by step.",
    "Whoever studies {topic} begins with the parts of which it is made.",
    "The first part of {topic} is what can be seen without any instrument.",
    "The second part of {topic} is the cause that lies behind what is seen.",
    "Measurements show that {topic} changes with temperature and with time.",
    "An example makes {topic} clearer than a definition alone.",
    "A common mistake is to take {topic} for something that happens all at once.",
    "Experts on {topic} disagree about some details and agree about the main idea.",
    "Questions about {topic} are best answered by trying them out.",
    "In the open air {topic} behaves otherwise than in a laboratory.",
    "The word {topic} was first written down by a traveller who kept a diary.",
    "Schools teach {topic} with drawings, because a drawing shows what hides behind it.",
    "Small amounts decide much when {topic} is weighed or counted.",
    "Two forces work against each other wherever {topic} takes place.",
    "Farmers, sailors and cooks all make use of {topic} without giving it a name.",
    "A model of {topic} needs no more than four quantities.",
    "At night {topic} slows down and in the morning it sets in again.",
    "Old textbooks explain {topic} by a comparison with a wheel that turns.",
)
EACH = 9
HEADINGS = ("What it is", "How it works", "What is often mistaken")


def sentences(topic: str, label: str) -> list[str]:
    """Nine of them, chosen and numbered by ``label``, so that two pages are not the same page twice."""
    named = {"topic": topic, "Topic": topic[:1].upper() + topic[1:]}
    first = crc32(label.encode()) % len(SENTENCES)
    chosen = [SENTENCES[(first + at * 5) % len(SENTENCES)] for at in range(EACH)]
    return [f"{line.format(**named)[:-1]}, as {label} tells." for line in chosen]


def page_about(topic: str, label: str) -> str:
    """A web page of three parts with those sentences."""
    told, title = sentences(topic, label), html.escape(f"{topic.capitalize()}: {label}")
    parts = "".join(
        f"<h2>{heading}</h2><p>{html.escape(' '.join(told[at * 3 : at * 3 + 3]))}</p>"
        for at, heading in enumerate(HEADINGS)
    )
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><article><h1>{title}</h1>{parts}</article></body></html>"
    )
