"""``sapere eval ask``: retrieval and answers over a set of questions, for measuring them against what is right."""

from __future__ import annotations

import json as json_module
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sapere.research.errors import BadRequest

if TYPE_CHECKING:
    from sapere.cli.house import House
    from sapere.research.answering.found import Shelf
    from sapere.research.replies import Answer

Folder = Annotated[str, typer.Option(help="The folder; every document in it is read.", metavar="DIR")]


def ask(
    library: Folder,
    questions: Annotated[
        Path, typer.Option(help='Lines of {"id","question","answers":[…],"document"}.', metavar="Q.jsonl")
    ],
    json: Annotated[Path, typer.Option(help="Passages and answers, question by question.", metavar="OUT")],
) -> int:
    """Ask every question of a folder's documents, in a data folder of its own that is thrown away. Where the lines say
    what is right, a table follows, with plain BM25 beside it."""
    from sapere.cli.files import check_target, write_json

    check_target(json)
    rows = list(read_questions(questions))
    with tempfile.TemporaryDirectory(prefix="sapere-eval-") as data:
        os.environ["SAPERE_DATA"] = data
        house, root, code = read_folder(library)
        if not code:
            told, texts = _all(rows, house, root)
            write_json(json, {"schema": "sapere.answers/1", "questions": told})
            _compare(rows, told, texts)
    return code


def read_questions(place: Path) -> Iterator[dict[str, Any]]:
    """Raises ``BadRequest`` with the line that cannot be read."""
    try:
        lines = place.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadRequest(f"{place} cannot be read: {error}.", advice="Name a file of JSON lines.") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _question(place, number, line)


def _question(place: Path, number: int, line: str) -> dict[str, Any]:
    try:
        row = json_module.loads(line)
    except (ValueError, RecursionError):
        row = None
    if not isinstance(row, dict) or not isinstance(row.get("question"), str):
        raise BadRequest(
            f"Line {number} of {place} is no question.",
            advice='Each line is {"id": …, "question": …, "answers": […], "document": …}.',
        )
    return row


def read_folder(library: str) -> tuple[House, Path, int]:
    """The documents of the folder in a library of their own; the exit code is not 0 where that failed."""
    from sapere.cli.carrying import carry, exit_code
    from sapere.cli.house import open_house
    from sapere.cli.roots import checked

    root = checked(library)
    house = open_house()
    with house.working("eval"):
        from sapere.topics.actions import open_library_run

        story = carry(open_library_run(house.person, [root]), house.person, "Library")
    return house, Path(root), exit_code(story)


def _compare(rows: list[dict[str, Any]], told: list[dict[str, Any]], texts: dict[str, str]) -> None:
    from sapere.cli.answers_table import answers_table, documents

    if any(row.get("answers") or documents(row) for row in rows):
        typer.echo(answers_table(rows, told, texts))


def _all(rows: list[dict[str, Any]], house: House, root: Path) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """What was answered, and the documents' texts by their path below the root."""
    from sapere.cli.evaluate import path_under
    from sapere.research.answering.found import Shelf
    from sapere.research.index import load_text
    from sapere.research.ports import Scope
    from sapere.topics.embedding import purses
    from sapere.wiring import build_index

    owner = str(house.person.key)
    index = build_index(house.settings, purses(house.settings))
    try:
        index.remove(
            Scope(owner, roots=("python:",))
        )  # read along with every library, but none of this folder's
        shelf = Shelf(index, house.store, Scope(owner, roots=(str(root),)))
        texts = {
            path_under(one.locator, root): load_text(house.store, one.document)
            for one in index.documents(shelf.scope)
        }
        return [_told(row, shelf, root) for row in rows], texts
    finally:
        index.close()


def _told(row: dict[str, Any], shelf: Shelf, root: Path) -> dict[str, Any]:
    """An answer, or why there is none: a question that cannot be asked does not end the others. ``unsaid`` are the sentences
    that would have been said had they been enough."""
    from sapere.research.answer import answer, chosen, look
    from sapere.research.answering.found import find

    question = row["question"]
    named = {"id": row.get("id"), "question": question}
    try:
        found, spoken = look(lambda words, code: find(shelf, words, language=code), question)
        said = answer(question, found, language=spoken)
        unsaid = chosen(question, found, language=spoken) if said.abstained else ()
        return named | answer_row(said, root) | {"unsaid": [sentence.text for sentence in unsaid]}
    except BadRequest as error:
        return named | {
            "passages": [],
            "sentences": [],
            "abstained": True,
            "unsaid": [],
            "reason": error.what,
        }


def answer_row(found: Answer, root: Path) -> dict[str, Any]:
    from sapere.cli.evaluate import path_under

    paths = {one.passage.source: path_under(one.locator, root) for one in found.nearest}
    return {
        "passages": [
            {
                "document": paths[one.passage.source],
                "start": one.passage.start,
                "end": one.passage.end,
                "text": one.passage.text,
                "score": one.score,
            }
            for one in found.nearest
        ],
        "sentences": [
            {
                "text": sentence.text,
                "citations": [
                    {
                        "document": paths.get(one.source),
                        "quote": one.quote,
                        "start": one.start,
                        "end": one.end,
                    }
                    for one in sentence.citations
                ],
            }
            for sentence in found.sentences
        ],
        "abstained": found.abstained,
    }
