"""The command line: `livingsurvey`. Exit 0 fine, 1 problems found, 2 misuse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from livingsurvey import __version__
from livingsurvey.commands import (
    add,
    bench,
    check,
    confirm,
    diff,
    export,
    fmt,
    forms,
    linkcheck,
    links,
    materialise,
    migrate,
    permalinks,
    snapshot,
    stats,
    watch,
)

ROOT_HELP = "The repository: the folder that holds data/ and templates/."


class _Refused(click.ClickException):
    """Neither fine nor wrong: the command could not do its work."""

    exit_code = 2


class _Program(click.Group):
    """Says in one line what the system refuses: a folder that may not be written, a full disk."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise  # nobody reads on: click ends without a word
        except OSError as error:
            place = f"{error.filename}: " if error.filename else ""
            raise _Refused(f"{place}{error.strerror or error}; mend that, and run this again") from None


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
@click.option(
    "--root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".", help=ROOT_HELP
)
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """A living survey of efficient vision-language-action models."""
    context.obj = root.resolve()


for command in (
    add.command,
    bench.command,
    check.command,
    confirm.command,
    diff.command,
    export.command,
    fmt.command,
    forms.command,
    linkcheck.command,
    links.command,
    materialise.command,
    migrate.command,
    permalinks.command,
    snapshot.command,
    stats.command,
    watch.command,
):
    main.add_command(command)
