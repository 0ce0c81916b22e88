"""A store that forgets when the test ends."""

from __future__ import annotations


class MemoryStore:
    def __init__(self) -> None:
        self.bodies: dict[str, bytes] = {}

    def put(self, name: str, body: bytes) -> None:
        self.bodies[name] = body

    def get(self, name: str) -> bytes:
        return self.bodies[name]

    def has(self, name: str) -> bool:
        return name in self.bodies

    def remove(self, name: str) -> None:
        self.bodies.pop(name, None)

    def names(self, kind: str) -> list[str]:
        return [name for name in self.bodies if name.startswith(f"{kind}/")]
