"""A sentence of a model against the words it quotes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from sapere.kit.language import primary
from sapere.kit.text import squeeze, stands
from sapere.research.checking.counting import counting
from sapere.research.checking.coverage import coverage
from sapere.research.checking.cues import judged
from sapere.research.checking.cut import cut
from sapere.research.checking.evidence import Evidence, gathered, located, weak
from sapere.research.checking.exchanged import exchanged
from sapere.research.checking.figures import figures
from sapere.research.checking.intruders import intruders, plainly
from sapere.research.checking.joining import joined, seam, share_subject
from sapere.research.checking.names import names
from sapere.research.checking.negation import negation
from sapere.research.checking.opposites import opposites
from sapere.research.checking.pairs import Compared
from sapere.research.checking.roles import roles
from sapere.research.checking.strength import strength
from sapere.research.shapes import Citation, Sentence, SentenceState

LONGEST = 1200
"""Characters of a sentence; what is longer is none."""

_PROSE = ("prose", "list")

Rule = Callable[[Compared], str]
RULES: tuple[Rule, ...] = (
    intruders,
    figures,
    counting,
    coverage,
    names,
    negation,
    opposites,
    strength,
    exchanged,
    roles,
)
"""In the order in which a writer should hear of it. Each gives a reason, or ""."""
_IN_CONTEXT: tuple[Rule, ...] = (negation, opposites, strength)
"""For words cut out of a sentence: what surrounds them may turn them round."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """``sentence`` as it may be shown, its citations true (``text[start:end] == quote``), its state quoted, supported
    or inferred; None where it may not, and ``reason`` then tells the writer why, in one sentence."""

    sentence: Sentence | None
    reason: str = ""


def check(sentence: Sentence, texts: Mapping[str, str], language: str, *, title: str = "") -> Verdict:
    """Whether the sentence may be shown, and as what. ``texts``: source id to kept text; ``title``: the concept's,
    whose words need no evidence where the source says "it".

    Citations may come with 0/0 for offsets. Never raises on any text.
    """
    text = plainly(sentence.text)
    if not text or len(text) > LONGEST:
        return Verdict(None, "Write one sentence." if text else "The sentence is empty.")
    found = [located(citation, texts) for citation in sentence.citations]
    there = tuple(dict.fromkeys(citation for citation in found if citation is not None))
    if not there:
        return Verdict(None, _not_found(sentence))
    code = primary(language)
    quoted = _quoted(sentence, text, there, texts, code)
    if quoted is not None:
        return quoted
    if sentence.kind not in _PROSE:
        return Verdict(None, "Code, formulas and tables can only be quoted as they stand.")
    if not judged(code):
        return Verdict(None, "In this language a sentence can only be quoted as it stands.")
    return _judged(replace(sentence, text=text), there, texts, (code, title))


def _not_found(sentence: Sentence) -> str:
    if not sentence.citations:
        return "Quote the words that it rests on."
    quote = squeeze(sentence.citations[0].quote)[:60]
    return f"The words “{quote}” are not in the passage; copy them letter by letter."


def _quoted(
    sentence: Sentence, text: str, there: Sequence[Citation], texts: Mapping[str, str], language: str
) -> Verdict | None:
    """The verdict on a sentence that stands in a quote as it is; None where it does not."""
    for citation in there:
        narrowed = _narrowed(citation, text) or _narrowed(citation, squeeze(sentence.text))
        if narrowed is None:
            continue
        shown = squeeze(narrowed.quote)
        one = gathered([narrowed], texts, language)[0]
        if shown != squeeze(one.around) and judged(language):
            compared = Compared(shown, one.around, one.before, one.after, language)
            reason = cut(shown, one.around, language) or _first(compared, _IN_CONTEXT)
            if reason:
                return Verdict(None, reason)
        kept = shown if sentence.kind in _PROSE else sentence.text  # code keeps its lines
        return Verdict(replace(sentence, text=kept, citations=(narrowed,), state=SentenceState.QUOTED))
    return None


def _narrowed(citation: Citation, text: str) -> Citation | None:
    """The part of the citation that is the text, white space aside."""
    if not text or text[0] not in citation.quote or squeeze(text) not in squeeze(citation.quote):
        return None
    place = stands(text, citation.quote)
    if place is None:
        return None
    start, end = place
    return Citation(citation.source, citation.quote[start:end], citation.start + start, citation.start + end)


def _judged(
    sentence: Sentence, there: Sequence[Citation], texts: Mapping[str, str], manner: tuple[str, str]
) -> Verdict:
    language, title = manner
    reasons = {citation: weak(citation, texts, language) for citation in there}
    strong = [citation for citation in there if not reasons[citation]]
    if not strong:
        return Verdict(None, reasons[there[0]])

    def judge(text: str, one: Evidence) -> str:
        for citation in one.citations:
            if _but_for_capitals(text, citation.quote) and (
                reason := cut(citation.quote, one.around, language)
            ):
                return reason
        compared = Compared(text, one.around, one.before, one.after, language, title)
        return _first(compared, RULES)

    evidence = gathered(strong, texts, language)
    wrong = [judge(sentence.text, one) or seam(sentence.text, one, evidence, language) for one in evidence]
    if "" in wrong:
        return _shown(sentence, [evidence[wrong.index("")]], SentenceState.SUPPORTED)
    if len(evidence) == 1:
        return Verdict(None, wrong[0])
    bearing, reason = joined(sentence.text, evidence, language, judge)
    if not bearing:
        return Verdict(None, reason)
    related = share_subject(bearing, language)
    return _shown(sentence, bearing, SentenceState.SUPPORTED if related else SentenceState.INFERRED)


def _but_for_capitals(text: str, quote: str) -> bool:
    return squeeze(text).rstrip(".").casefold() in squeeze(quote).casefold()


def _first(compared: Compared, rules: Sequence[Rule]) -> str:
    return next(filter(None, (rule(compared) for rule in rules)), "")


def _shown(sentence: Sentence, evidence: Sequence[Evidence], state: SentenceState) -> Verdict:
    citations = tuple(citation for one in evidence for citation in one.citations)
    return Verdict(replace(sentence, citations=citations, state=state))
