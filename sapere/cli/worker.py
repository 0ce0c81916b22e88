"""``sapere worker``: does the research that was asked for elsewhere."""

from __future__ import annotations

import signal
import threading
from types import FrameType


def worker() -> int:
    """Research what is asked for in sapere web, until told to end. Start as many as you like. Needs QDRANT_URL."""
    from sapere.cli.house import make_tables, open_house
    from sapere.cli.house import worker as working
    from sapere.cli.web import ask_for_server

    house = open_house()
    ask_for_server(house.settings, "worker")
    make_tables()
    with working(house.settings):
        print("Working  (Ctrl-C ends it; what is unfinished is gone on with)", flush=True)
        _until_told()
    return 0


def _until_told() -> None:
    told = threading.Event()

    def tell(_signal: int, _frame: FrameType | None) -> None:
        told.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, tell)
    told.wait()
