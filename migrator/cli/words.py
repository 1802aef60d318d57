"""What is said beside the result: on stderr, and without what could steer a terminal."""

from __future__ import annotations

import click

from migrator.text import harmless


def say(text: str) -> None:
    """Say something on stderr."""
    click.echo(harmless(text).encode("utf-8", "backslashreplace").decode(), err=True)
