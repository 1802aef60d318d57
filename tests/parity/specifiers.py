"""Compare the module references found with those of TypeScript's own parser, over a checkout of your choice.

    python tests/parity/specifiers.py CHECKOUT

Needs node, and `npm ci` in tests/toolchain (`make toolchain`). Exits 1 where the two differ.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from migrator.syntax import Module, is_javascript, is_source

_LARGEST = 2_000_000
_DIFFERENCES = ("MISSED", "EXTRA", "OTHER FORM", "EXPORTS differ")


def sources(checkout: Path) -> Iterator[str]:
    for path in sorted(checkout.rglob("*")):
        relative = path.relative_to(checkout)
        if "node_modules" in relative.parts or ".git" in relative.parts or path.is_symlink() or not path.is_file():
            continue
        if is_source(path.name) and path.stat().st_size <= _LARGEST:
            text = path.read_bytes()
            # TypeScript reads text; bytes that are not UTF-8 would only be compared with what became of them.
            if b"\n" not in str(relative).encode() and text.decode("utf-8", "ignore").encode() == text:
                yield str(relative)


class Theirs(NamedTuple):
    """What TypeScript says of a file; a specifier is its form, its text, and the byte behind its quote."""

    specifiers: list[tuple[str, str, int]]
    exports: set[str] | None
    syntax_errors: int


def typescript(checkout: Path, files: list[str]) -> dict[str, Theirs]:
    script = Path(__file__).with_suffix(".mjs")
    answer = subprocess.run(
        ["node", str(script), str(checkout)], input="\n".join(files), stdout=subprocess.PIPE, text=True, check=True
    )
    lines = [json.loads(line) for line in answer.stdout.split("\n") if line]
    return {
        line["file"]: Theirs(
            [tuple(entry) for entry in line["found"]], line["exports"] and set(line["exports"]), line["broken"]
        )
        for line in lines
    }


def compare(checkout: Path) -> int:
    files = list(sources(checkout))
    expected = typescript(checkout, files)
    forms: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    seconds = 0.0
    for file in files:
        source = (checkout / file).read_bytes()
        started = perf_counter()
        module = Module(file, source)
        references = module.references
        seconds += perf_counter() - started
        specifiers, exports, errors = expected[file]
        theirs = {(specifier, at): form for form, specifier, at in specifiers}
        ours = {(reference.specifier, reference.span.start): reference.form.value for reference in references}
        unvouched = {span.start for span in module.unvouched}
        forms.update(theirs.values())
        counts["reported for review"] += len(unvouched)
        for key in sorted(theirs.keys() | ours.keys(), key=lambda key: key[1]):
            verdict = verdict_on(file, theirs.get(key), ours.get(key), key[1] in unvouched)
            if verdict:
                counts[verdict] += 1
                note = f" (TypeScript reports {errors} syntax errors in this file)" if errors else ""
                print(
                    f"{verdict}: {file}:{key[1]} {key[0]!r} is {ours.get(key)}, to TypeScript {theirs.get(key)}{note}"
                )
        if exports and not is_javascript(file):
            counts["exported names"] += len(exports)
            names = {export.name for export in module.exports}
            if names != exports:
                counts["EXPORTS differ"] += 1
                print(f"EXPORTS differ: {file} {sorted(names - exports)} too many, {sorted(exports - names)} missing")
    print(f"{len(files)} files, {sum(forms.values())} module specifiers; read in {seconds:.2f} s")
    print(", ".join(f"{form} {count}" for form, count in forms.most_common()))
    print(", ".join(f"{what} {counts[what]}" for what in (*_DIFFERENCES, *sorted(counts.keys() - set(_DIFFERENCES)))))
    return 1 if any(counts[difference] for difference in _DIFFERENCES) else 0


def verdict_on(file: str, theirs: str | None, ours: str | None, unvouched: bool) -> str:
    if theirs == ours:
        return ""
    if ours is None:
        return "missed but reported for review" if unvouched else "MISSED"
    if theirs is None:
        # TypeScript reads JSDoc only where it belongs to a declaration; elsewhere the comment says the same in vain.
        return "in idle JSDoc" if is_javascript(file) and ours == "import-type" else "EXTRA"
    return "OTHER FORM"


if __name__ == "__main__":
    sys.exit(compare(Path(sys.argv[1]).resolve()))
