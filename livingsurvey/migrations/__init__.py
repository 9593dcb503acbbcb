"""Changes of the data's format, one module each, numbered by the version that they lead to."""

from __future__ import annotations

from livingsurvey.migrations import m0002_schema_line
from livingsurvey.migrations.base import Files, Migration

__all__ = ["MIGRATIONS", "Files", "Migration"]

MIGRATIONS = (m0002_schema_line.MIGRATION,)
"""In order; the last leads to the version that this program reads."""
