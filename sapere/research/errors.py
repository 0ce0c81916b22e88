"""What can go wrong in the engine. Only leaves are raised; each carries a sentence for the learner.

SapereError
├── BadRequest                   the asker can mend it
│   ├── BadTopic
│   ├── BadLibrary
│   ├── BadImport                what was brought in cannot be taken, and nothing of it was
│   ├── CannotExport             this topic does not go into that format, or not here; others do
│   └── TreeChanged              another edit of the tree came between: nothing of this one was done
├── NothingFound                 every agent came back with empty hands
├── Incomplete                   some pages could not be written; the others are there
├── Stopped                      ended on purpose, with all that exists kept
│   ├── Cancelled
│   ├── OverBudget
│   └── TakenOver                another worker goes on with this run
├── SourceError                  one source could not be had or read: the run goes on without it
│   ├── Unreachable              refused, timed out, hung, cut off
│   ├── Refused                  by its robots.txt, its licence, or our own outbound guard
│   ├── RateLimited              429, with the seconds to wait where it said so
│   ├── BadAnswer                not what its documentation promises
│   └── Unreadable               no text in it, or not one we can get out safely
├── ModelError                   a model gave nothing of use: the next one is asked, or none
│   ├── ModelAway                not reached, hung, silent, a fault of its own: may be there again in a moment
│   ├── ModelBusy                too much asked of it at once (429), with the seconds to wait where it said so
│   ├── ModelRefuses             a wrong key, no such model, no money left there: asking again changes nothing
│   ├── TooLong                  more than it can read at once: fewer passages may do
│   ├── Declined                 it would not answer this, or answered nothing
│   ├── BadSaying                not of the shape that was asked for, cut off, or without an end
│   └── NoModel                  none of a job's models gave anything of use; each with its reason
└── StorageError                 our own shelves
    ├── DiskFull
    ├── ReadOnly
    ├── Busy                     somebody else is writing, for longer than we wait
    ├── Damaged                  what is there cannot be trusted
    ├── AlreadyOpen              another process owns the data folder
    └── IndexAway                the server that holds the index does not answer, or not us
"""

from __future__ import annotations

from sapere.research.calls import Usage


class SapereError(Exception):
    """``what`` happened, to which thing, and ``advice``: what to do. Both are shown as they are."""

    def __init__(self, what: str, *, advice: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.advice = advice


class BadRequest(SapereError):
    pass


class BadTopic(BadRequest):
    pass


class BadLibrary(BadRequest):
    pass


class BadImport(BadRequest):
    pass


class CannotExport(BadRequest):
    pass


class TreeChanged(BadRequest):
    pass


class NothingFound(SapereError):
    pass


class Incomplete(SapereError):
    pass


class Stopped(SapereError):
    pass


class Cancelled(Stopped):
    pass


class OverBudget(Stopped):
    pass


class TakenOver(Stopped):
    pass


class SourceError(SapereError):
    pass


class Unreachable(SourceError):
    pass


class Refused(SourceError):
    pass


class RateLimited(SourceError):
    def __init__(self, what: str, *, retry_after: float | None = None, advice: str = "") -> None:
        super().__init__(what, advice=advice)
        self.retry_after = retry_after


class BadAnswer(SourceError):
    pass


class Unreadable(SourceError):
    pass


class ModelError(SapereError):
    """``usage`` is what the failed call cost all the same, where that is known."""

    def __init__(self, what: str, *, advice: str = "", usage: Usage | None = None) -> None:
        super().__init__(what, advice=advice)
        self.usage = usage


class ModelAway(ModelError):
    pass


class ModelBusy(ModelError):
    def __init__(
        self, what: str, *, retry_after: float | None = None, advice: str = "", usage: Usage | None = None
    ) -> None:
        super().__init__(what, advice=advice, usage=usage)
        self.retry_after = retry_after


class ModelRefuses(ModelError):
    pass


class TooLong(ModelError):
    pass


class Declined(ModelError):
    pass


class BadSaying(ModelError):
    pass


class NoModel(ModelError):
    pass


class StorageError(SapereError):
    pass


class DiskFull(StorageError):
    pass


class ReadOnly(StorageError):
    pass


class Busy(StorageError):
    pass


class Damaged(StorageError):
    pass


class AlreadyOpen(StorageError):
    pass


class IndexAway(StorageError):
    pass
