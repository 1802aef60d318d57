"""`python -m benchmarks`: measures `migrate` against other programs, and writes the results down."""

from __future__ import annotations

import compileall
import datetime
import shlex
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import click

from benchmarks.machine import machine, revision
from benchmarks.plot import plot
from benchmarks.report import page
from benchmarks.results import Done, Result, keep
from benchmarks.rounds import carried_out
from benchmarks.subject import Subject, checked_out, generated
from benchmarks.works import NAMES, works_on
from benchmarks.works.peers import HOME, are_installed

_HERE = Path(__file__).parent
_SIZES = (500, 2_000, 8_000, 32_000)


@click.command(context_settings={"show_default": True})
@click.option(
    "--size", "sizes", type=click.IntRange(min=1), multiple=True, default=_SIZES, help="Of a generated monorepo."
)
@click.option(
    "--checkout", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Measure on this instead."
)
@click.option("--rename", nargs=2, metavar="OLD NEW", help="The package of the checkout to rename.")
@click.option("--move", nargs=2, metavar="FROM TO", help="The folder of the checkout to move.")
@click.option("--app", default="apps/web", help="The app of the checkout that has the folder, and a tsconfig.json.")
@click.option("--work", "works", type=click.Choice(NAMES), multiple=True, default=NAMES, help="Measure this only.")
@click.option("--rounds", type=click.IntRange(min=1), default=5, help="How often each program runs.")
@click.option("--limit", type=float, default=300, help="Seconds until a run is ended.")
@click.option("--peers/--no-peers", default=True, help="Measure other programs, too.")
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), default=_HERE, help="Where results go.")
@click.option(
    "--place", type=click.Path(path_type=Path), default=Path("build/benchmarks"), help="Where repositories go."
)
def main(
    sizes: tuple[int, ...],
    checkout: Path | None,
    rename: tuple[str, str] | None,
    move: tuple[str, str] | None,
    app: str,
    works: tuple[str, ...],
    rounds: int,
    limit: float,
    peers: bool,
    output: Path,
    place: Path,
) -> None:
    """Measure `migrate` against other programs on the same work, taking turns, and write RESULTS.md."""
    if checkout is not None and (rename is None or move is None):
        raise click.UsageError("a checkout needs --rename OLD NEW and --move FROM TO")
    if find_spec("matplotlib") is None:
        raise click.UsageError("matplotlib is not installed: `make benchmark` does it, or `pip install .[benchmarks]`")
    if peers and not are_installed():
        raise click.UsageError("the other programs are not installed: `make benchmark` does it, or say --no-peers")
    # pip compiles what it installs; a checkout may be run by a Python that keeps nothing.
    for package in ("migrator", "codemods"):
        compileall.compile_dir(HOME.parent.parent / package, quiet=1)
    place.mkdir(parents=True, exist_ok=True)
    found = []
    for subject in _subjects(place.resolve(), sizes, checkout, rename, move, app):
        click.echo(f"{subject.name}, {subject.size:,} bytes", err=True)
        done = [
            Done(
                one.name,
                one.title,
                one.counts,
                tuple(carried_out(one, subject.folder, subject.place, rounds, limit, _say)),
            )
            for one in works_on(subject, peers=peers)
            if one.name in works
        ]
        today = datetime.datetime.now(datetime.UTC).date().isoformat()
        found.append(
            Result(subject.name, subject.modules, subject.size, _command(), revision(), today, machine(), tuple(done))
        )
    everything = keep(output / "results.json", found)
    picture = "time.svg" if plot(everything, output / "time.svg") else None
    (output / "RESULTS.md").write_text(page(everything, picture), encoding="utf-8")
    click.echo(output / "RESULTS.md")


def _subjects(
    place: Path,
    sizes: tuple[int, ...],
    checkout: Path | None,
    rename: tuple[str, str] | None,
    move: tuple[str, str] | None,
    app: str,
) -> Iterator[Subject]:
    if checkout is not None and rename is not None and move is not None:
        yield checked_out(place, checkout, rename, move, app)
        return
    for size in sizes:
        yield generated(place, size)


def _command() -> str:
    """What was called, without the path of a checkout."""
    words = sys.argv[1:]
    shown = ["CHECKOUT" if before == "--checkout" else word for before, word in zip(["", *words], words, strict=False)]
    return shlex.join(["python", "-m", "benchmarks", *shown])


def _say(line: str) -> None:
    click.echo(line, err=True)


if __name__ == "__main__":
    main()
