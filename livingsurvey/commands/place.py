"""Where a command works: in a folder that holds data/."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import click

Words = ParamSpec("Words")
Done = TypeVar("Done")


def in_repository(command: Callable[Concatenate[Path, Words], Done]) -> Callable[Words, Done]:
    """Give a command the root that holds data/; elsewhere it is misuse, and nothing is run."""

    @click.pass_obj
    @wraps(command)
    def checked(root: Path, /, *words: Words.args, **named: Words.kwargs) -> Done:
        if not (root / "data").is_dir():
            remedy = "run this in a clone of the repository, or name one: livingsurvey --root FOLDER …"
            raise click.UsageError(f"there is no folder data/ in {root}: {remedy}")
        return command(root, *words, **named)

    return checked
