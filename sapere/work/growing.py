"""The tree that a run has grown, as it stands in the records, and what of earlier research stays beside it."""

from __future__ import annotations

from sapere.research.engine import Engine
from sapere.research.errors import NothingFound
from sapere.research.index import index_source
from sapere.research.pipeline import Prepared
from sapere.research.shapes import Source, Tree, decode
from sapere.topics import actions, history, queries
from sapere.topics.adding import found_anew
from sapere.topics.models import Run, Topic
from sapere.topics.quoting import quoted_sources


def kept(run: Run, engine: Engine) -> Tree:
    """The concepts that the run writes pages for: the whole tree with its owner's edits, whenever they were made, or what
    a run that goes deeper put below its concept."""
    topic = Topic.objects.get(runs=run)
    if run.kind != Run.Kind.DEEPER:
        actions.keep_found(topic.pk, found_anew(topic, engine.store))
    tree = queries.tree(topic)
    if tree is None:
        raise ValueError(f"run {run.pk} has kept no tree")
    return _brought(run, tree) if run.kind == Run.Kind.DEEPER else tree


def index_what_stays(run: Run, prepared: Prepared, engine: Engine) -> None:
    """The sources of earlier research that something still quotes."""
    if run.topic_id is None or run.kind == Run.Kind.DEEPER:
        return
    brought = {source.id for source in prepared.merged.harvest.sources}
    quoted = {str(one) for one in quoted_sources(run.topic_id)} - brought
    for detail in queries.source_details(str(run.topic_id)):
        source = decode(Source, detail)
        if source.id in quoted:
            index_source(engine.store, engine.index, engine.scope, source)


def _brought(run: Run, tree: Tree) -> Tree:
    mine = history.brought_by(run)
    branches = tuple(concept for concept in tree.concepts if concept.id in mine)
    if not branches:
        raise NothingFound("Nothing new was found below it.", advice="Add material on it, then try again.")
    return Tree(branches)
