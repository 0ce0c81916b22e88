"""Which of Stack Exchange's sites to ask about a topic. Its API has no search over all of them.

A topic that has one of a site's words is asked there. For any other, a few broad sites are asked how many
questions they have on it, and the one wins that has most for its size.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

MOST_SITES = 2


@dataclass(frozen=True, slots=True)
class Site:
    """``name`` as the API calls it; ``size`` in thousands of questions, roughly, as its own pages count them."""

    name: str
    title: str
    host: str
    size: int
    words: frozenset[str] = frozenset()
    language: str = "en"


def _site(name: str, title: str, size: int, words: str = "", host: str = "", language: str = "en") -> Site:
    return Site(name, title, host or f"{name}.stackexchange.com", size, frozenset(words.split()), language)


SITES = (
    _site(
        "stackoverflow", "Stack Overflow", 24_000,
        "python java javascript typescript c++ c# rust golang kotlin swift php ruby code coding programming "
        "programmer asyncio async await function functions api sql database pandas numpy regex git docker kubernetes "
        "html css react django flask node compiler pointer pointers recursion thread threads multithreading json "
        "library framework class classes inheritance exception closure closures decorator decorators",
        host="stackoverflow.com",
    ),
    _site(
        "math", "Mathematics", 1_700,
        "mathematics math theorem proof algebra calculus integral integrals derivative derivatives equation equations "
        "matrix matrices topology geometry group groups vector vectors prime primes polynomial probability limit "
        "limits eigenvalue eigenvalues trigonometry logarithm logarithms number numbers set series sequence fourier",
    ),
    _site(
        "stats", "Cross Validated", 220,
        "statistics regression bayesian bayes variance distribution likelihood anova p-value correlation sampling "
        "hypothesis estimator probability",
    ),
    _site(
        "physics", "Physics", 250,
        "physics quantum relativity gravity energy force forces particle particles thermodynamics entropy light "
        "electron electrons momentum mechanics electromagnetism optics photon photons magnetic magnetism velocity",
    ),
    _site("chemistry", "Chemistry", 45, "chemistry chemical molecule molecules atom atoms acid acids bond bonds "
          "reaction reactions electrolysis oxidation ph titration organic isotope catalyst"),
    _site("biology", "Biology", 30, "biology photosynthesis cell cells dna rna gene genes genetics protein proteins "
          "evolution enzyme enzymes bacteria virus viruses plant plants chlorophyll mitosis meiosis neuron neurons"),
    _site("astronomy", "Astronomy", 14, "astronomy planet planets star stars galaxy galaxies moon comet orbit orbits "
          "telescope mercury venus mars jupiter saturn cosmology supernova"),
    _site("earthscience", "Earth Science", 7, "geology volcano volcanoes earthquake earthquakes climate weather "
          "atmosphere ocean oceans tectonics glacier mineral minerals"),
    _site("history", "History", 15, "history war empire revolution century medieval ancient king dynasty treaty "
          "colonial roman napoleon"),
    _site("philosophy", "Philosophy", 20, "philosophy ethics epistemology metaphysics kant plato aristotle "
          "existentialism stoicism consciousness"),
    _site("economics", "Economics", 15, "economics inflation market markets demand supply gdp monetary fiscal trade "
          "elasticity"),
    _site("linguistics", "Linguistics", 10, "linguistics phonetics phonology morphology syntax etymology grammar"),
    _site("music", "Music: Practice & Theory", 25, "music chord chords harmony piano guitar scale scales melody"),
    _site("electronics", "Electrical Engineering", 190, "electronics circuit circuits transistor transistors capacitor "
          "resistor voltage arduino amplifier diode"),
    _site("cs", "Computer Science", 50, "algorithm algorithms complexity automata turing np graph graphs sorting "
          "computability"),
    _site("ai", "Artificial Intelligence", 13, "neural ai transformer transformers reinforcement backpropagation "
          "machine"),
    _site("unix", "Unix & Linux", 250, "linux unix bash shell systemd kernel ssh"),
    _site("crypto", "Cryptography", 30, "cryptography encryption cipher rsa aes hash signature"),
    _site("psychology", "Psychology & Neuroscience", 8, "psychology memory learning cognition cognitive motivation "
          "perception"),
    _site("cooking", "Seasoned Advice", 28, "cooking baking bread sauce recipe fermentation sourdough"),
    _site("gardening", "Gardening & Landscaping", 17, "gardening compost pruning soil seedlings"),
)  # fmt: skip
"""In the order in which they are preferred."""

_OTHER_LANGUAGES = {
    code: _site(f"{code}.stackoverflow", title, 200, host=f"{code}.stackoverflow.com", language=code)
    for code, title in {
        "es": "Stack Overflow en español",
        "pt": "Stack Overflow em Português",
        "ru": "Stack Overflow на русском",
        "ja": "スタック・オーバーフロー",
    }.items()
}
BROAD = tuple(site for site in SITES if site.name in {"stackoverflow", "physics", "biology", "history"})
"""Those asked for their number of questions when no site's words fit."""

_WORD = re.compile(r"[\w+#-]+")


def sites_for(topic: str, language: str) -> tuple[Site, ...]:
    """The sites whose words the topic has, best first; none when nothing can be told from its words.

    In a language that has a site of its own, that one.
    """
    if language in _OTHER_LANGUAGES:
        return (_OTHER_LANGUAGES[language],)
    words = frozenset(_WORD.findall(topic.lower()))
    fitting = [site for site in SITES if site.words & words]
    return tuple(sorted(fitting, key=lambda site: -len(site.words & words))[:MOST_SITES])


def richest(counts: Mapping[Site, int]) -> tuple[Site, ...]:
    """The one with most questions for its size; none where all have none."""
    having = [site for site, count in counts.items() if count > 0]
    return (max(having, key=lambda site: counts[site] / site.size),) if having else ()
