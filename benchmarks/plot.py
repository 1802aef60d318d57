"""Time against size, as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.results import Result

#: Work, contender, what the legend says, colour, line.
_LINES = (
    ("rename", "migrate plan", "migrate: rename a package", "#0b6e4f", "-"),
    ("move", "migrate plan", "migrate: move a folder", "#1d4e89", "-"),
    ("package", "migrate plan", "migrate: inngest-package", "#7b2d8b", "-"),
    ("rename", "ast-grep scan", "ast-grep: rewrite scan", "#c77d0a", "--"),
    ("rename", "jscodeshift --dry", "jscodeshift: dry run", "#b3261e", "--"),
    ("move", "TypeScript getEditsForFileRename", "TypeScript: language service", "#5f6b7a", "--"),
    ("move", "ts-morph move()", "ts-morph: move()", "#9a8c98", "--"),
    ("rename", "reading all bytes", "reading all bytes", "#b8c0c8", ":"),
)


def plot(results: Sequence[Result], path: Path) -> bool:
    """Draw the generated repositories' figures into the SVG at `path`; answers whether there was something to draw.

    Raises ImportError where matplotlib is not installed.
    """
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    sized = [one for one in results if one.subject.startswith("Generated")]
    if len(sized) < 2:
        return False
    # Text stays text, and the same figures give the same file.
    with pyplot.rc_context({"svg.hashsalt": "migrator", "svg.fonttype": "none", "font.family": "sans-serif"}):
        figure, axes = pyplot.subplots(figsize=(9, 5.5))
        for work, name, label, colour, line in _LINES:
            points = [(one.modules, wall) for one in sized if (wall := _wall(one, work, name)) is not None]
            if points:
                axes.plot(*zip(*points, strict=True), line, color=colour, marker="o", markersize=4, label=label)
        axes.set(xscale="log", yscale="log", xlabel="modules", ylabel="seconds")
        axes.set_xticks([one.modules for one in sized], [f"{one.modules:,}" for one in sized])
        axes.minorticks_off()
        axes.grid(visible=True, color="#e4e7eb")
        axes.legend(frameon=False, bbox_to_anchor=(1.01, 1), loc="upper left")
        figure.savefig(path, format="svg", bbox_inches="tight", metadata={"Date": None, "Creator": None})
        pyplot.close(figure)
    return True


def _wall(result: Result, work: str, name: str) -> float | None:
    """The time of one who finished."""
    found = result.work(work)
    named = [one for one in found.figures if one.name == name] if found is not None else []
    return next((one.wall for one in named if not one.failed and one.limit is None), None)
