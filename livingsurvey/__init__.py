"""A living survey of efficient vision-language-action models: data in, pages and API out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from livingsurvey.model import Survey

__version__ = "0.1.0"
__all__ = ["__version__", "load_survey"]


def load_survey(data: str | Path) -> Survey:
    """The survey in a `data/` folder: frozen, typed, checked; raises SurveyError with all problems."""
    from livingsurvey import reader  # on use, so that the package itself is cheap to import

    return reader.load_survey(data)
