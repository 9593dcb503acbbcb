"""The static API, version 1, as the contract words it: methods, points, lists, references, their schemas.

Output is UTF-8, sorted and byte-stable. Within version 1 fields and files are only added.
"""

from __future__ import annotations

from livingsurvey.export.api.base import FOLDER, VERSION
from livingsurvey.export.api.changes import change_files
from livingsurvey.export.api.describe import described
from livingsurvey.export.api.lists import list_files
from livingsurvey.export.api.methods import method_files, method_text
from livingsurvey.export.api.points import point_files
from livingsurvey.export.api.references import csl_json, reference_files
from livingsurvey.view import View

__all__ = ["FOLDER", "VERSION", "api_files", "csl_json", "method_text"]


def api_files(view: View) -> tuple[tuple[str, bytes], ...]:
    """Every file of the API with its path below the site's root; made once for each view."""
    return view.once(_files)


def _files(view: View) -> tuple[tuple[str, bytes], ...]:
    parts = (method_files, point_files, list_files, reference_files, change_files)
    files = [file for part in parts for file in part(view)]
    named = {path.removeprefix(FOLDER): content for path, content in files}
    return (*files, *described(view, named))
