from __future__ import annotations

from django.utils.translation import override

from sapere.research.progress import Event, Kind, Stage
from sapere.tabs.run.replay import replay
from sapere.tabs.run.telling import Telling, tell, usual
from tests.tabs.run.test_replay import DRAFT, SAID, STORY, WRITTEN, played, told


def telling(*places: int, state: str = "running", stopping: bool = False) -> Telling:
    return tell(played(*places), state=state, started=None, stopping=stopping)


def test_before_anything_is_told_it_waits() -> None:
    assert telling(0, state="queued").status == "Waiting for its turn"


def test_the_status_is_the_furthest_stage_at_work() -> None:
    assert telling(0, 1, 2).status == "Searching"


def test_writing_is_told_by_its_pages() -> None:
    view = telling(*range(15))
    write = next(step for step in view.steps if step.stage == Stage.WRITE)
    assert (write.state, write.text) == ("started", "2 of 3 pages")
    assert view.status == "Writing pages: 2 of 3 pages"


def test_what_was_found_and_kept_is_counted_in_the_readers_language() -> None:
    read = (Kind.STAGE, {"stage": "read", "state": "done", "text": "1 kept, 1 not readable", "count": 1})
    grown = (Kind.STAGE, {"stage": "grow", "state": "done", "text": "2 concepts", "count": 2})

    def words() -> list[str]:
        view = tell(told(*STORY[:10], read, grown), state="running", started=None, stopping=False)
        return [step.text for step in view.steps[1:4]]

    assert words() == ["2 found", "1 kept, 1 not readable", "2 concepts"]
    with override("ar"):
        assert words() == ["عُثر على اثنين", "حُفظ واحد، تعذّرت قراءة واحد", "مفهومان"]


def test_checked_quotes_are_those_of_the_pages() -> None:
    check = telling(*range(15)).steps[-1]
    assert check.text == "7 quotes stand in their sources"


def test_the_tree_is_in_the_order_of_the_concepts() -> None:
    assert [(branch.concept.title, branch.ready) for branch in telling().tree] == [
        ("Green", True),
        ("Black", False),
    ]


def test_how_long_it_usually_takes_is_not_said_after_a_run_or_two() -> None:
    assert usual([3.0, 4.0, 5.0]) is None
    assert usual([2.0, 4.0, 6.0, 8.0, 100.0]) == (4.0, 8.0)


def test_stopping_says_that_what_exists_is_kept() -> None:
    assert "kept" in telling(0, stopping=True).status


def test_a_stage_that_was_cut_off_is_not_shown_as_done() -> None:
    story = [
        (Event(Kind.STAGE, {"stage": "search", "state": "started"}), 0.0),
        (Event(Kind.END, {"state": "failed", "text": "The disk is full.", "seconds": 1.0}), 1.0),
    ]
    view = tell(replay(story), state="failed", started=None, stopping=False)
    assert view.steps[1].state == "cut"
    assert view.status == "The disk is full."


def test_of_a_library_only_the_reading_is_told_with_its_counts() -> None:
    def at(*told: dict[str, object]) -> Telling:
        story = [(Event(Kind.STAGE, {"stage": "read", **one}), 0.0) for one in told]
        state = "done" if told[-1]["state"] == "done" else "running"
        return tell(replay(story), state=state, started=None, stopping=False, library=True)

    going = {"state": "started", "text": "120 of 530 documents", "count": 120, "of": 530}
    assert [step.stage for step in at(going).steps] == [Stage.READ]
    assert at(going).status == "Reading: 120 of 530 documents"
    read = at(going, {"state": "done", "text": "530 documents read", "count": 530})
    assert read.status.startswith("530 documents can be researched")
    assert at({"state": "done", "text": "Nothing", "count": 0}).status == "Nothing was new or changed"


def test_with_a_model_writing_and_checking_are_told_by_its_pages() -> None:
    def steps(*more: tuple[Kind, dict[str, object]]) -> list[str]:
        view = tell(told(*STORY[:14], *more), state="running", started=None, stopping=False)
        return [step.text for step in view.steps[-2:]]

    assert steps(DRAFT, *SAID) == [
        "1 of 3 pages written, 1 can be read as quotes",
        "7 sentences passed the check",
    ]
    assert steps(DRAFT, WRITTEN) == ["2 of 3 pages written", "9 sentences passed the check, 2 dropped"]


def test_the_tree_says_which_pages_are_quoted_for_now() -> None:
    view = tell(told(*STORY[:14], DRAFT), state="running", started=None, stopping=False)
    assert [(branch.concept.title, branch.draft) for branch in view.tree] == [
        ("Green", True),
        ("Black", False),
    ]


def test_pages_that_no_model_wrote_do_not_count_as_written() -> None:
    kept = (Kind.PAGE, {**WRITTEN[1], "fallback": "no model answered"})
    view = tell(told(*STORY[:14], DRAFT, kept), state="running", started=None, stopping=False)
    assert view.steps[-2].text == "1 of 3 pages written, 1 stays quoted"


def test_a_run_that_stops_before_a_model_wrote_all_has_not_written() -> None:
    end: tuple[Kind, dict[str, object]] = (
        Kind.END,
        {"state": "stopped", "text": "It is used up.", "seconds": 1.0},
    )
    done: tuple[Kind, dict[str, object]] = (Kind.STAGE, {"stage": "write", "state": "done"})
    view = tell(told(*STORY[:14], DRAFT, done, end), state="stopped", started=None, stopping=False)
    assert [step.state for step in view.steps[-2:]] == ["cut", "cut"]
