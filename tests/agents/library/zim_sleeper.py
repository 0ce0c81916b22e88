"""Stands in for the ZIM child, and hangs."""

from __future__ import annotations

import time

if __name__ == "__main__":
    time.sleep(60)
