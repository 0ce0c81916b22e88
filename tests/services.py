"""Services that some tests need, whether they are on this machine, and how to start one of our own."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import searx_settings


def _postgresql_programs() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    on_path = shutil.which("postgres")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


FOREIGN = Path(__file__).parents[1] / ".venv" / "foreign" / "bin" / "litellm"
"""Put there by ``make foreign``, in an environment of its own."""

PRESENT: dict[str, Callable[[], bool]] = {
    "postgresql": lambda: _postgresql_programs() is not None,
    "chromium": lambda: bool(shutil.which("chromium")),
    "redis": lambda: bool(shutil.which("redis-server")),
    "nginx": lambda: bool(shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")),
    "searx": lambda: bool(shutil.which("searx-run")),
    "litellm": FOREIGN.exists,
}


def missing(name: str) -> str:
    """Empty when the service is here, else the sentence that says it is not."""
    return "" if PRESENT[name]() else f"{name} is not installed on this machine"


def required() -> frozenset[str]:
    """Services that must be here: their tests fail rather than being skipped."""
    names = os.environ.get("SAPERE_TEST_REQUIRE", "").split(",")
    return frozenset(name.strip() for name in names if name.strip())


@dataclass(frozen=True)
class Postgresql:
    """A running server: the address of its one database, and the way to crash it and start it again."""

    address: str
    _control: tuple[str, ...]

    def restart(self) -> None:
        """Ends it without a word to anybody, as a crash would, and waits until it is back."""
        _run([*self._control, "-m", "immediate", "stop"])
        _run([*self._control, "start"])


@contextmanager
def postgresql_server() -> Iterator[Postgresql]:
    """A PostgreSQL server of our own, empty, on a free port."""
    programs = _postgresql_programs()
    assert programs is not None
    folder = Path(tempfile.mkdtemp(prefix="sapere-postgresql-"))
    port = free_port()
    as_user = _as_postgres(folder)
    data, log = str(folder / "data"), str(folder / "log")
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    control = (*as_user, str(programs / "pg_ctl"), "-w", "-D", data, "-l", log, "-o", options)
    try:
        _run([*as_user, programs / "initdb", "-A", "trust", "-U", "sapere", "-D", data])
        _run([*control, "start"])
        yield Postgresql(f"postgresql://sapere@127.0.0.1:{port}/postgres", control)
    finally:
        _run([*control, "-m", "immediate", "stop"], check=False)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of such a server."""
    with postgresql_server() as server:
        yield server.address


@contextmanager
def searx(entries: Sequence[searx_settings.Entry], site: str) -> Iterator[str]:
    """The address of a searx server of our own, whose engines know ``entries`` and ask ``site``."""
    folder = Path(tempfile.mkdtemp(prefix="sapere-searx-"))
    port = free_port()
    settings = searx_settings.write(folder, port, entries, site)
    alone = {"PATH": os.defpath, "HOME": str(folder), "SEARX_SETTINGS_PATH": str(settings)}
    with (folder / "log").open("wb") as log:
        program = subprocess.Popen(
            [shutil.which("searx-run") or "searx-run"],
            cwd=folder,
            env=alone,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    try:
        _await(port, program, folder / "log")
        yield f"http://127.0.0.1:{port}"
    finally:
        program.terminate()
        program.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def litellm(config: str, key: str) -> Iterator[str]:
    """The address of a LiteLLM proxy of our own with that configuration, which lets in whoever has ``key``."""
    folder = Path(tempfile.mkdtemp(prefix="sapere-litellm-"))
    (folder / "config.yaml").write_text(config, encoding="utf-8")
    port = free_port()
    command = [str(FOREIGN), "--config", "config.yaml", "--host", "127.0.0.1", "--port", str(port)]
    alone = {
        "PATH": os.defpath,
        "HOME": str(folder),
        "LITELLM_MASTER_KEY": key,
        "LITELLM_LOCAL_MODEL_COST_MAP": "True",  # or it asks the internet for prices
    }
    with (folder / "log").open("wb") as log:
        program = subprocess.Popen(
            command, cwd=folder, env=alone, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
    try:
        _await(port, program, folder / "log")
        yield f"http://127.0.0.1:{port}"
    finally:
        program.terminate()
        program.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


def _await(port: int, program: subprocess.Popen[bytes], log: Path) -> None:
    """Until somebody listens; a program that ended says in its log why."""
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if program.poll() is not None:
            break
        time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8", errors="replace")[-2000:])


def _run(command: list[str | Path], *, check: bool = True) -> None:
    quiet = subprocess.DEVNULL
    subprocess.run(command, check=check, stdin=quiet, stdout=quiet, cwd="/")


def _as_postgres(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: then its own user, made by its package, does it."""
    if os.geteuid() != 0:
        return []
    user = pwd.getpwnam("postgres")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
