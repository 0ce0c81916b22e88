"""One topic as an encyclopedia, two papers, a thread, a lecture and a copied page have it: what comes of them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from sapere.research.alone import Researched, research
from sapere.research.shapes import Finding, Meaning, Order, Page
from tests.doubles.engine import ScriptedAgent, engine

ENCYCLOPEDIA = """# Mercury (planet)
Mercury is the smallest planet of the solar system and the one that is closest to the Sun. Its surface is covered with
craters and looks much like that of the Moon. The planet has no moons and almost no atmosphere.
## Orbit
Mercury orbits the Sun once in 88 days, which is the shortest year of all planets. The orbit of Mercury is the most
elongated of all planets, so that its distance from the Sun varies by a third. The slow turning of the ellipse was
explained only by the general theory of relativity in 1915.
## Surface
The surface of Mercury is old and covered with craters of every size. The largest of them is the Caloris basin, which
is 1,550 km wide. Long cliffs run across the plains, since the planet shrank while its core cooled.
## Temperature
The temperature on Mercury reaches 430 °C at noon and falls to -180 °C at night. Ice lies in craters near the poles
where the Sun never shines. No other planet has so large a difference between day and night.
## Interior
Mercury has a core of iron that fills most of the planet. The core makes up 85 percent of the radius of the planet.
Part of it is still liquid and drives a weak magnetic field.
## See also
Venus, Mars and the other planets of the solar system are described elsewhere.
"""
REFERENCE = """# Planets: Mercury
Mercury is a rocky planet with a large core of iron. A magnetic field surrounds Mercury, though it is a hundred times
weaker than that of the Earth.
## Orbit
Mercury orbits the Sun once in 88 days at a mean speed of 47 km/s. It turns three times around itself in two years.
## Surface of the planet
Volcanoes flooded wide plains of Mercury with lava three billion years ago. The Caloris basin on Mercury was formed by
the impact of a body that was 100 km wide.
## Exploration
Mariner 10 was launched in 1973 and photographed half of the planet. The Messenger probe was launched in 2004. It mapped
the whole of Mercury from its orbit before it fell onto the surface in 2015.
"""
HANDBOOK = """# Mercury, the first planet
Mercury can be seen with the naked eye shortly before sunrise or after sunset. The planet is named after the messenger
of the gods, since it moves across the sky more quickly than all others.
## Exploration
Two probes have visited Mercury so far and a third one is on its way. The Messenger probe was launched in 2006.
## Interior
The core of Mercury is larger in proportion than that of any other planet. A giant impact may have torn away the
outer layers of Mercury early in its history.
"""
PAPER = """# Volatile deposits at the poles of the planet Mercury
## BACKGROUND
Radar images show bright spots near the poles of Mercury. The nature of the bright deposits has been debated for decades.
## METHODS
We measured the neutrons that leave the surface of Mercury with the spectrometer of an orbiter.
## RESULTS
The flux of neutrons over the north pole of Mercury is lower by four percent than elsewhere. Ice in permanently shadowed
craters explains the deposits on Mercury.
## CONCLUSIONS
Water ice lies in the polar craters of Mercury under a thin layer of dark material.
## Competing interests
The authors declare that they have no competing interests whatsoever in this matter.
"""
THREAD = """# Why is Mercury not the hottest planet?
I always wondered why Mercury is not the hottest planet although it is closest to the Sun. Can somebody explain it?
## 2 Answers
Mercury is a planet that nearly everybody gets wrong in my opinion.
## Answer by seaweed42
Venus is hotter than Mercury because its dense atmosphere keeps the heat in. Mercury is a bare rock that loses its heat
at night, I guess.
## Related questions
How hot is Venus in comparison with the other planets of the solar system?
"""
LECTURE = """# Lecture 7: Mercury | Astronomy for everyone
## 0:00 Intro
Welcome back to this series of lectures about the planets, and today we speak about Mercury.
## 12:30
The core of Mercury is made of iron and makes up most of the planet, and that surprised everybody at the time.
"""

SOURCES = (
    ("general", "https://wiki.example/mercury", "article", ENCYCLOPEDIA),
    ("general", "https://reference.example/mercury", "page", REFERENCE),
    (
        "general",
        "https://copies.example/mercury",
        "page",
        ENCYCLOPEDIA.replace("## See also", "## Menu of this site"),
    ),
    ("library", "file:///handbook.md", "book", HANDBOOK),
    ("academic", "https://doi.org/10.5555/ice", "paper", PAPER),
    ("social", "https://forum.example/q/1", "discussion", THREAD),
    ("video", "https://films.example/7", "video", LECTURE),
)


class KindAgent(ScriptedAgent):
    """Its findings are of the kinds that the sources above have."""

    def find(self, brief: object) -> Iterator[Finding]:
        kinds = {url: kind for _, url, kind, _ in SOURCES}
        for finding in super().find(brief):  # type: ignore[arg-type]
            yield replace(finding, kind=kinds[finding.locator])


class Dictionary:
    def meanings(self, name: str, language: str) -> list[Meaning]:
        del language
        return [
            Meaning(f"{name} (planet)", "closest to the Sun"),
            Meaning(f"{name} (element)", "a liquid metal"),
        ]


def _joined(text: str) -> str:
    """Each paragraph on one line, as readers leave it."""
    lines: list[str] = []
    for line in text.splitlines():
        goes_on = bool(lines) and not line.startswith("#") and not lines[-1].startswith("#")
        lines[-1:] = [f"{lines[-1]} {line}"] if goes_on else [*lines[-1:], line]
    return "\n".join(lines)


@cache
def researched() -> Researched:
    agents = [
        KindAgent(name, {url: _joined(text) for agent, url, _, text in SOURCES if agent == name})
        for name in ("library", "general", "academic", "video", "social")
    ]
    return research(Order("Mercury", seed="s", language="en"), engine(agents, dictionary=Dictionary()))


def kind_of(page: Page) -> list[str]:
    kinds = {source.id: source.kind for source in researched().prepared.merged.harvest.sources}
    return [kinds[sentence.citations[0].source] for sentence in page.sentences]


def test_the_copied_page_is_one_source_with_the_encyclopedia() -> None:
    sources = researched().prepared.merged.harvest.sources
    assert [source.also_at for source in sources if source.also_at] == [("https://copies.example/mercury",)]
    assert len(sources) == len(SOURCES) - 1


def test_concepts_are_named_by_what_is_taught() -> None:
    titles = {concept.title for concept in researched().prepared.tree.concepts}
    assert {"Mercury (planet)", "Orbit", "Exploration"} <= titles
    told = " ".join(titles).casefold()
    for furniture in (
        "answer",
        "seaweed42",
        "methods",
        "background",
        "12:30",
        "intro",
        "related",
        "competing",
        "why is",
    ):
        assert furniture not in told


def test_the_first_page_says_what_the_planet_is_and_no_page_opens_with_opinion() -> None:
    first = researched().pages[0]
    assert first.sentences[0].text.startswith("Mercury is ")
    assert all(kind_of(page)[0] != "discussion" for page in researched().pages)
    assert all(set(kind_of(page)) != {"discussion"} for page in researched().pages)


def test_no_source_carries_the_first_page_alone() -> None:
    supplied = Counter(s.citations[0].source for s in researched().pages[0].sentences)
    assert len(supplied) > 2
    assert max(supplied.values()) <= 0.4 * supplied.total()


def test_two_launches_of_one_probe_stand_side_by_side() -> None:
    told = [found for page in researched().pages for found in page.disagreements]
    assert {tuple(side.value for side in found.sides) for found in told} == {("2004", "2006")}


def test_labels_of_papers_head_no_section() -> None:
    headings = {section.heading.casefold() for page in researched().pages for section in page.sections}
    assert not headings & {"methods", "background", "results", "conclusions"}
