"""``sapere research TOPIC``: the main job in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sapere.research.errors import BadRequest

if TYPE_CHECKING:
    from sapere.cli.house import House
    from sapere.cli.story import Story
    from sapere.research.shapes import Order
    from sapere.topics.models import Run

Depth = Literal[
    "quick", "standard", "deep"
]  # the engine's own (research/shapes.py), which takes long to load
Level = Literal["new", "some", "advanced"]


def research(
    topic: Annotated[
        str, typer.Argument(help="What you want to understand, in a few words.", metavar="TOPIC")
    ] = "",
    depth: Annotated[Depth, typer.Option(help="How far to go.")] = "standard",
    level: Annotated[Level, typer.Option(help="For whom the pages are written.")] = "new",
    language: Annotated[
        str, typer.Option(help="Of the sources, as en or de; found out when not given.", metavar="CODE")
    ] = "",
    library: Annotated[
        list[str] | None,
        typer.Option(
            help="A folder or file to read first and to look in; may be given again.", metavar="PATH"
        ),
    ] = None,
    offline: Annotated[bool, typer.Option("--offline", help="Use only what is on this machine.")] = False,
    model: Annotated[
        str,
        typer.Option(
            help="Let this model write, in place of the one that is set; extractive is none.",
            metavar="PROVIDER:NAME",
        ),
    ] = "",
    budget: Annotated[
        str,
        typer.Option(
            help="Dollars that the run may cost at most; with --resume from now on, with all it has cost.",
            metavar="USD",
        ),
    ] = "",
    json: Annotated[
        Path | None, typer.Option(help="Write the topic to this file (sapere.topic/1).", metavar="FILE")
    ] = None,
    with_text: Annotated[
        bool, typer.Option("--with-text", help="With the kept text of every source.")
    ] = False,
    update: Annotated[bool, typer.Option("--update", help="Research a finished topic anew.")] = False,
    resume: Annotated[
        str, typer.Option(help="Go on with a run that was stopped or failed.", metavar="RUN")
    ] = "",
) -> int:
    """Research a topic: sources are found and read, a tree of concepts grows, every concept gets a page.

    Exit codes: 0 done, 1 failed, 2 bad use, 3 stopped by its budget, 4 nothing found, 130 stopped by Ctrl-C.
    """
    from sapere.cli.files import check_target
    from sapere.cli.house import open_house
    from sapere.cli.ordering import Asked, dollars_of

    check_target(json)
    usd = dollars_of(budget)
    asked = Asked(topic, depth, level, language, tuple(library or ()), offline, model, usd)
    order = asked.order() if not resume else None
    house = open_house()
    with house.working("research") as owner:
        if owner is not None:
            print(f"Handed to sapere {owner.role} (process {owner.pid}), which has this data folder open.")
        run = _resumed(house, resume, usd) if order is None else _asked(house, order, update)
        return carry_out(house, run, json, with_text=with_text)


def carry_out(house: House, run: Run, json: Path | None, *, with_text: bool) -> int:
    """Follows the run to its end, shows what came of it, and gives the exit code."""
    from sapere.cli.carrying import carry, exit_code

    topic = run.topic
    if topic is None:
        raise BadRequest(
            "That run read a library; it has no topic.", advice="Add the library again to read it anew."
        )
    story = carry(run, house.person, topic.title)
    if json is not None:
        _write_topic(house, topic.slug, json, with_text=with_text)
    _conclude(house, run, story, topic.slug)
    return exit_code(story)


def _asked(house: House, order: Order, update: bool) -> Run:
    """Says what it will cost when a model takes part, or that this was researched before."""
    from sapere.topics import estimating
    from sapere.topics.actions import open_topic
    from sapere.wiring import build_price

    settings = house.settings
    modelled = bool(order.model or settings.model or settings.model_for)
    expected = estimating.estimate(house.person, order, settings, build_price(settings)) if modelled else None
    run = open_topic(house.person, order, update=update, estimate=estimating.kept(expected))
    if run.ended_at:
        print(
            f"Researched already, on {run.ended_at:%Y-%m-%d}; --update does it anew. As it went then:",
            flush=True,
        )
    elif modelled:
        print(estimating.said(expected, order.budget or settings.budget_run), flush=True)
    return run


def _resumed(house: House, run_id: str, budget: float) -> Run:
    from sapere.topics import actions, queries
    from sapere.topics.models import Run

    try:
        run = queries.run(house.person, run_id)
    except Run.DoesNotExist:
        raise BadRequest(
            f"There is no run {run_id} here.", advice="The id stands where the run ended."
        ) from None
    if run.state in (Run.State.QUEUED, Run.State.RUNNING):
        return run
    return actions.retry(house.person, run.pk, budget=budget)


def _write_topic(house: House, slug: str, target: Path, *, with_text: bool) -> None:
    from sapere.cli.files import write_json
    from sapere.topics.portrait import topic_json

    write_json(target, topic_json(house.person, slug, house.store, with_text=with_text))


def _conclude(house: House, run: Run, story: Story, slug: str) -> None:
    from sapere.cli.agents import table
    from sapere.cli.story import cost_said, quoted_said
    from sapere.topics import queries

    state = story.end.get("state")
    print("\n".join(["", *table(story.agents.values()), ""]))
    if state in ("done", "stopped") and story.pages:
        topic = queries.topic(house.person, slug)
        for concept in queries.concepts(topic):
            if concept.depth < 2:  # the topic and its main concepts
                print("  " * concept.depth + concept.title)
        sources = topic.sources.count()
        named = "1 source" if sources == 1 else f"{sources} sources"
        print(f"Pages: {len(story.pages)}, from {named}, in {story.seconds:.1f} s.")
        print("\n".join([*quoted_said(story), f"Read it here:  sapere export {slug} --format md"]))
    if state == "empty":
        print("Try other words, or add documents on it: sapere library add PATH")
    if story.cost:
        print(cost_said(story.cost))
    if state == "done" and story.quoted:
        print(f"Ask the model again for them: sapere research --resume {run.pk}")
    if state in ("stopped", "failed"):
        more = " --budget USD" if story.end.get("budget") else ""
        print(f"Go on with it: sapere research --resume {run.pk}{more}")
