"""What every file of the API shares: its version, its place, and how its bytes are written."""

from __future__ import annotations

import json
from typing import Any

from livingsurvey.view import View

VERSION = 1
FOLDER = "api/v1/"
LICENCE = {"data": "CC-BY-4.0", "code": "MIT"}
Json = dict[str, Any]


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def text(data: object) -> str:
    """JSON in one line, in the order given, letters as they are."""
    return _ENCODER.encode(data)


def dump(data: object) -> bytes:
    """A whole JSON file in UTF-8."""
    return (text(data) + "\n").encode()


def root(view: View) -> str:
    """The address of the site; ends in a slash."""
    return view.info.site_url.rstrip("/") + "/"


def home(view: View) -> str:
    """The address of the API; ends in a slash."""
    return root(view) + FOLDER


def plain(value: Any) -> Any:
    """A number as it was printed, `8` and not `8.0`; anything else as it is."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
