"""`migrate`: the group of commands, each imported only when it is called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from types import MappingProxyType

import click

from migrator import __version__
from migrator.cli.boundary import exit_code_of

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "plan": "Show what a plan would do. Writes nothing.",
        "apply": "Carry a plan out on a new branch.",
        "resume": "Go on with the plan that made a branch.",
        "rollback": "Remove a branch that a plan made.",
        "status": "Show which steps of which plan are on a branch.",
        "verify": "Prove that a branch does what its base did.",
        "audit": "Say how a repository uses Inngest, and whether to go ahead.",
        "init": "Write a plan for this repository, with every choice spelled out.",
        "codemods": "List the codemods, or describe one.",
        "new": "Write the start of a codemod of your own.",
        "schema": "Print the JSON Schema of plan files, for editors.",
    }
)
"""The commands and what they do, known without importing them. Each is in the module of its name."""


class CommandGroup(click.Group):
    """A group whose commands cost nothing until one is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order in which a user meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now; None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"migrator.cli.{cmd_name}"), cmd_name)
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands in `--help`, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="migrate", message="%(prog)s %(version)s")
def cli() -> None:
    """Codemods for TypeScript monorepos: plan a migration, review it, apply it on a branch."""


def run(arguments: Sequence[str]) -> int:
    """Carry a command line out and give back its exit code. Nothing escapes as a traceback."""
    return exit_code_of(lambda: cli.main(list(arguments), prog_name="migrate", standalone_mode=False), arguments)
