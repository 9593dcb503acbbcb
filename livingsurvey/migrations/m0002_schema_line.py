"""Version 2: the line for editors."""

from __future__ import annotations

from livingsurvey.migrations.base import Files, Migration, each
from livingsurvey.writing.schemaline import with_schema_line


def _change(files: Files) -> Files:
    return each(files, "*.yaml", lambda path, text: with_schema_line(text, path))


MIGRATION = Migration(2, "Every YAML file opens with the address of its schema, for editors.", _change)
