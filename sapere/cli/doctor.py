"""``sapere doctor``: looks the house over, a line for each check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sapere.cli.errors import DONE, FAILED

if TYPE_CHECKING:
    from sapere.cli.examination import Finding

MARKS = {"ok": "ok  ", "warn": "warn", "fail": "FAIL"}


def doctor() -> int:
    """Check this installation: settings, data folder, disk, database, index. Exit code 1 when a check fails."""
    from sapere.cli.examination import examine

    findings = []
    for finding in examine():
        print(_line(finding), flush=True)
        findings.append(finding)
    failed = sum(finding.state == "fail" for finding in findings)
    warned = sum(finding.state == "warn" for finding in findings)
    print(f"{len(findings)} checks: {failed} failed, {warned} to look at.")
    return FAILED if failed else DONE


def _line(finding: Finding) -> str:
    advice = f"\n                    {finding.advice}" if finding.advice else ""
    return f"{MARKS[finding.state]}  {finding.name:<12}  {finding.said}{advice}"
