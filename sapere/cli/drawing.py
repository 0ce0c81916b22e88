"""A run drawn live in a terminal: its stages, its agents, what is being read, the pages that are there."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.markup import escape
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text

from sapere.cli.story import STAGE_WORDS, Story, agent_said, cost_said

AGENT_MARKS = {"ok": "[green]✓[/]", "empty": "[yellow]○[/]", "failed": "[red]✗[/]", "skipped": "[dim]–[/]"}
PAGES_SHOWN = 8


class Drawing:
    """Redraws itself on every :meth:`show`; what stays on the screen at the end is the last state."""

    def __init__(self, story: Story, console: Console | None = None) -> None:
        self._story = story
        self._live = Live(console=console, refresh_per_second=8, transient=False)

    def __enter__(self) -> Self:
        self._live.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._live.__exit__(kind, error, where)

    def show(self, _line: str) -> None:
        """Called with what a pipe would be told; the drawing shows it as part of the whole."""
        self._live.update(draw(self._story))


def draw(story: Story) -> Group:
    parts: list[RenderableType] = [Text(story.title, style="bold"), _stages(story)]
    if story.agents:
        parts.append(_agents(story))
    if story.pages:
        parts.append(_pages(story))
    if story.cost:
        parts.append(Text(cost_said(story.cost), style="dim"))
    if story.end:
        parts.append(Text(story.end.get("text") or f"{story.end['state']}, {story.seconds:.1f} seconds"))
    return Group(*parts)


def _stages(story: Story) -> Table:
    table = Table.grid(padding=(0, 1))
    for stage, words in STAGE_WORDS.items():
        told = story.stages.get(stage.value)
        if told is None:
            table.add_row("[dim]·[/]", f"[dim]{words}[/]", "")
        elif told["state"] == "done" or story.end:
            table.add_row("[green]✓[/]", words, f"[dim]{escape(told.get('text', ''))}[/]")
        else:
            table.add_row(Spinner("dots"), words, f"[dim]{escape(_doing(story, stage.value))}[/]")
    return table


def _doing(story: Story, stage: str) -> str:
    told = story.stages[stage]
    if stage == "read" and "of" in told:
        return str(told["text"])
    if stage == "read":
        return f"{story.kept} kept, {story.unread} not readable  {story.reading[:50]}"
    if stage == "write":
        written = len(story.pages.keys() - story.drafts)
        return f"{written} of {max(len(story.concepts), 1)} pages  {story.writing[:50]}".rstrip()
    return str(told.get("text", ""))


def _agents(story: Story) -> Table:
    table = Table.grid(padding=(0, 1))
    for name, told in story.agents.items():
        mark = AGENT_MARKS.get(told["status"]) or Spinner("dots")
        table.add_row(" ", mark, name, f"[dim]{escape(agent_said(told))}[/]")
    return table


def _pages(story: Story) -> Table:
    table = Table.grid(padding=(0, 1))
    titles = list(story.pages.values())
    if len(titles) > PAGES_SHOWN:
        table.add_row("", f"[dim]… {len(titles) - PAGES_SHOWN} pages before these[/]")
    for title in titles[-PAGES_SHOWN:]:
        table.add_row(" ", f"[cyan]▸[/] {escape(title)}")
    return table
