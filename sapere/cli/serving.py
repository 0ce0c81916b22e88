"""The pages, served until the process is told to end."""

from __future__ import annotations

import socket
import warnings

import uvicorn

APPLICATION = "sapere.asgi:application"
SECONDS_TO_CLOSE = 5


class Server(uvicorn.Server):
    """Says where the page is once it opens, not before."""

    def __init__(self, config: uvicorn.Config, address: str) -> None:
        super().__init__(config)
        self._address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started:
            print(f"Sapere is open at {self._address}  (Ctrl-C ends it)", flush=True)


def serve(door: socket.socket, address: str) -> int:
    """Until Ctrl-C or SIGTERM; gives the exit code."""
    # Static files are streamed from disk one after the other; nothing is gained by doing it asynchronously.
    warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
    config = uvicorn.Config(
        APPLICATION,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=SECONDS_TO_CLOSE,
        interface="asgi3",
        lifespan="off",
    )
    server = Server(config, address)
    try:
        server.run(sockets=[door])
    except KeyboardInterrupt:  # raised again by uvicorn once it has closed everything
        print("Closed. Everything is kept.", flush=True)
    return 0 if server.started else 1
