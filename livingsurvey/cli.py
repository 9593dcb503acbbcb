"""The command line: `livingsurvey`. Exit 0 fine, 1 problems found, 2 misuse."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import click

from livingsurvey import __version__

COMMANDS = (
    "add",
    "bench",
    "check",
    "confirm",
    "diff",
    "export",
    "fmt",
    "forms",
    "linkcheck",
    "links",
    "materialise",
    "migrate",
    "permalinks",
    "snapshot",
    "stats",
    "watch",
)
"""Each is `command` of the module of its name in `livingsurvey.commands`."""

ROOT_HELP = "The repository: the folder that holds data/ and templates/."


class _Refused(click.ClickException):
    """Neither fine nor wrong: the command could not do its work."""

    exit_code = 2


class Commands(click.Group):
    """The commands, each loaded when it is asked for: most need a small part of the program.

    What the system refuses is said in one line: a folder that may not be written, a full disk.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every name, in order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"livingsurvey.commands.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise  # nobody reads on: click ends without a word
        except OSError as error:
            place = f"{error.filename}: " if error.filename else ""
            raise _Refused(f"{place}{error.strerror or error}; mend that, and run this again") from None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
@click.option(
    "--root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".", help=ROOT_HELP
)
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """A living survey of efficient vision-language-action models."""
    context.obj = root.resolve()
