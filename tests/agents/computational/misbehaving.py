"""A calculating child that does not keep to what was agreed; for the tests of its parent."""

from __future__ import annotations

import json
import os
import sys

if __name__ == "__main__":
    does = json.load(sys.stdin)["does"]
    if does == "lie":
        sys.stdout.write(json.dumps({"title": "x", "lines": [["script", "alert(1)"]]}))
    elif does == "flood":
        sys.stdout.write("[" * 1_000_000)
    else:
        os.abort()
