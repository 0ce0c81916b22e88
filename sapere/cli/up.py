"""``sapere up``: everything in one process, on stores of its own in the data folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from sapere.cli.house import House

Host = Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 lets others in.", metavar="ADDRESS")]
Port = Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65535, metavar="PORT")]


def up(host: Host = "127.0.0.1", port: Port = 8000) -> int:
    """Open Sapere in the browser: pages and work in one process. Ends with Ctrl-C; nothing is lost by it."""
    from sapere.cli.house import make_tables, open_house, worker
    from sapere.cli.ports import listen
    from sapere.cli.serving import serve

    house = open_house()
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    with house.folder.claim("up", address), listen(host, port) as door:
        make_tables()
        with worker(house.settings):
            _make_examples(house)
            return serve(door, address)


def _make_examples(house: House) -> None:
    from sapere.cli.examples import make

    for line in make(house):
        print(line, flush=True)
