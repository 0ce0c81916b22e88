"""A calculating child that does not keep to what was agreed; for the tests of its parent."""

from __future__ import annotations

import json
import os
import sys
import time

if __name__ == "__main__":
    does = json.load(sys.stdin)["does"]
    if does == "lie":
        sys.stdout.write('"title"\n' + json.dumps(["script", "alert(1)"]) + "\n")
    elif does == "babble":
        sys.stdout.write("half a wo\n")
    elif does == "flood":
        sys.stdout.write("[" * 1_000_000)
    elif does == "stall":
        sys.stdout.write('"title"\n["text", "the first part"]\n["heading", "Rest"]\n["te')
        sys.stdout.flush()
        time.sleep(60)
    else:
        os.abort()
