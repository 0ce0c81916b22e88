"""``sapere web``: the pages alone, beside any number of ``sapere worker``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sapere.cli.up import Host, Port
from sapere.research.errors import BadRequest

if TYPE_CHECKING:
    from sapere.settings import Settings


def web(host: Host = "127.0.0.1", port: Port = 8000) -> int:
    """Serve the pages only; research is done by sapere worker. Needs QDRANT_URL."""
    from sapere.cli.house import make_tables, open_house
    from sapere.cli.ports import listen
    from sapere.cli.serving import serve

    house = open_house()
    ask_for_server(house.settings, "web")
    with listen(host, port) as door:
        make_tables()
        return serve(door, f"http://{host}:{port}/")


def ask_for_server(settings: Settings, command: str) -> None:
    """Raises ``BadRequest`` where the index is the embedded one."""
    if not settings.qdrant_url:
        raise BadRequest(
            f"sapere {command} needs QDRANT_URL: the embedded index in the data folder can be open in one process "
            "only, and pages and workers are several.",
            advice="Name a Qdrant server in QDRANT_URL, or use sapere up, which is one process.",
        )
