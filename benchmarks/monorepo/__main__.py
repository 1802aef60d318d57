"""`python -m benchmarks.monorepo FOLDER SIZE`: writes the monorepo, to look at it or to profile with it."""

from __future__ import annotations

from pathlib import Path

import click

from benchmarks.monorepo.generate import generate


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.argument("size", type=click.IntRange(min=1))
@click.option("--seed", default=1, show_default=True, help="Another seed makes another monorepo of that size.")
def main(folder: Path, size: int, seed: int) -> None:
    """Write a monorepo of about SIZE modules into FOLDER, which must be empty, and commit it."""
    made = generate(folder, size, seed)
    click.echo(f"{made.modules} modules, {made.size:,} bytes, in {made.folder}")


if __name__ == "__main__":
    main()
