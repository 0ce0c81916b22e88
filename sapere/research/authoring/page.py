"""A concept's page in a model's words, or the extractive draft with the reason why not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from sapere.kit.language import detect, language_name, primary
from sapere.research import prompts
from sapere.research.authoring.excerpts import Excerpt, excerpts
from sapere.research.authoring.lines import Claim, Lines
from sapere.research.authoring.manuscript import Heard, Manuscript, heard
from sapere.research.authoring.prompt import mending, writing
from sapere.research.calls import Job, Said
from sapere.research.errors import NoModel
from sapere.research.models import Models
from sapere.research.shapes import Material, Page
from sapere.research.writing import Ground
from sapere.research.writing.share import trimmed

FEWEST = 3
"""Sentences of a page, unless its draft has fewer."""
_LEAST_SHARE = 0.4  # of a model's sentences that have to pass before its page is taken
_MOST_MENDED = 8  # sentences that are sent back
_TELLING = 60  # letters from which a page's language can be told


def author(material: Material, on: Ground, drafted: Callable[[], Page], models: Models, hear: Heard) -> Page:
    """The first model's page that holds, ``hear`` being told each sentence as it passes the check. What is
    ``drafted``, with the reasons, where none does; it is asked for when a model has answered, not before. Raises
    ``OverBudget``."""
    found = excerpts(material, on)
    if not found:
        return drafted()  # nothing was found that anybody could write from
    reasons: list[str] = []
    while models.can(Job.WRITE):
        try:
            said, manuscript = _written(material, found, models, hear)
        except NoModel as error:
            reasons.append(error.what)
            break
        page = _page(_mended(manuscript, material, found, models), material, said)
        draft = drafted()
        fault = _fault(page, draft)
        if not fault:
            return replace(page, disagreements=draft.disagreements)
        reasons.append(f"{said.usage.model}: {fault}")
        models = models.after(Job.WRITE, said.usage.model)
    return replace(drafted(), fallback=" ".join(reasons))


def _written(
    material: Material, found: Sequence[Excerpt], models: Models, hear: Heard
) -> tuple[Said[str], Manuscript]:
    """The answer, and what was made of it while it came in; or anew, where it was recorded earlier."""
    manuscripts: dict[str, Manuscript] = {}

    def take(model: str, piece: str) -> None:
        if model not in manuscripts:
            manuscripts[model] = Manuscript(material, found, hear)
        manuscripts[model].take(piece)

    said = models.stream(writing(material, found), take)
    streamed = manuscripts.get(said.usage.model)
    if streamed is None:
        return said, heard(said.value, material, found)
    streamed.end()
    return said, streamed if streamed.text == said.value else heard(said.value, material, found)


def _mended(
    manuscript: Manuscript, material: Material, found: Sequence[Excerpt], models: Models
) -> Manuscript:
    """Once more with the reasons, for the sentences that failed. One that is not mended stays off."""
    failed = manuscript.failed[:_MOST_MENDED]
    if not failed or not models.can(Job.MEND):
        return manuscript
    prompt = mending(material, found, [(one.text, one.reason) for one in failed])
    try:
        said = models.stream(prompt, lambda *_: None)
    except NoModel:
        return manuscript  # what failed is counted as dropped, which the page says
    lines = Lines()
    manuscript.mend([one for one in (*lines.hear(said.value), *lines.end()) if isinstance(one, Claim)])
    return manuscript


def _page(manuscript: Manuscript, material: Material, said: Said[str]) -> Page:
    brief = material.brief
    page = Page(
        material.concept.id,
        brief.level,
        brief.language,
        manuscript.sections,
        writer=said.usage.model,
        dropped=len(manuscript.failed),
        prompt=prompts.version(Job.WRITE),
    )
    return trimmed(page)


def _fault(page: Page, draft: Page) -> str:
    """Why the page is not taken; empty where it is."""
    kept = len(page.sentences)
    if kept < min(FEWEST, max(1, len(draft.sentences))) or kept < _LEAST_SHARE * (kept + page.dropped):
        given = kept + page.dropped
        return f"only {kept} of the {given} sentences that it gave passed the check."
    text = " ".join(sentence.text for sentence in page.sentences if sentence.kind == "prose")
    language = detect(text) if sum(map(str.isalpha, text)) >= _TELLING else ""
    if language and language != primary(page.language):
        return f"it wrote in {language_name(language)}, not in {language_name(page.language)}."
    return ""
