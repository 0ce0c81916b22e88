"""``sapere doctor``: looks the house over, a line for each check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sapere.cli.errors import DONE, FAILED

if TYPE_CHECKING:
    from sapere.cli.examination import Finding

MARKS = {"ok": "ok  ", "warn": "warn", "fail": "FAIL"}


def doctor(
    mend: Annotated[
        bool, typer.Option("--mend", help="First make the index anew from the kept texts.")
    ] = False,
) -> int:
    """Check this installation: settings, data folder, disk, database, index. Exit code 1 when a check fails."""
    from sapere.cli.examination import examine

    if mend:
        print(_mended(), flush=True)
    findings = []
    for finding in examine():
        print(_line(finding), flush=True)
        findings.append(finding)
    failed = sum(finding.state == "fail" for finding in findings)
    warned = sum(finding.state == "warn" for finding in findings)
    print(f"{len(findings)} checks: {failed} failed, {warned} to look at.")
    return FAILED if failed else DONE


def _mended() -> str:
    """Raises ``AlreadyOpen`` while another process has the data folder."""
    from sapere.cli.house import make_tables, open_house

    house = open_house()
    with house.folder.claim("doctor"):
        make_tables()
        from sapere.work.mending import remade

        done = remade(house.settings, house.store)
    lost = f" {done.lost} kept texts are missing or damaged: read their sources again." if done.lost else ""
    return f"The index was made anew: {done.passages:,} passages.{lost}"


def _line(finding: Finding) -> str:
    advice = f"\n                    {finding.advice}" if finding.advice else ""
    return f"{MARKS[finding.state]}  {finding.name:<12}  {finding.said}{advice}"
