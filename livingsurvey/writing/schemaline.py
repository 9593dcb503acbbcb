"""The first line of a file in data/: where an editor finds the schema that completes and checks it."""

from __future__ import annotations

import re

ADDRESS = "https://evla-survey.github.io/api/v1/schema/"
"""The published schemas, wherever a copy of the site is built: a file reads the same everywhere."""

_LINE = re.compile(r"^#\s*yaml-language-server\s*:.*\n?", re.MULTILINE)


def schema_line(path: str) -> str:
    """The line for a file by its path below data/, such as `methods/openvla.yaml` or `metrics.yaml`."""
    kind = path.partition("/")[0].removesuffix(".yaml")
    return f"# yaml-language-server: $schema={ADDRESS}data-{kind}.json\n"


def with_schema_line(text: str, path: str) -> str:
    """The text with that line on top, in place of any other such line."""
    return schema_line(path) + _LINE.sub("", text)
