"""The door for an ASGI server: ``uvicorn sapere.asgi:application``."""

from __future__ import annotations

import os
from typing import cast

from django.core.asgi import get_asgi_application

from sapere.web.gate import Application, Gate

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sapere.settings")

application = Gate(cast(Application, get_asgi_application()), roomy="/library/files")
