"""Compares the resolver with TypeScript's `ts.resolveModuleName` over a checkout of a real repository.

    python tests/parity/resolution.py CHECKOUT [--typescript FOLDER] [--show 5]

Every module reference of every source file that git tracks in CHECKOUT is resolved by both. TypeScript is asked three
times: with each tsconfig as it is; with `moduleResolution: bundler`; and so as if every package had been built, where
a built file counts as its source (`ts.getOutputFileNames` tells, where a tsconfig has an `outDir`). The checkout needs
no node_modules: packages of the workspace are linked in the host that TypeScript sees. FOLDER is where `typescript` 5.9
is installed (`make toolchain`). Exits 1 where a difference has no known cause; those begin with a capital.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

from migrator.syntax import is_source
from migrator.tree import MemoryTree
from migrator.workspace.project import Project
from migrator.workspace.resolution import Builtin, External, Resolution, Resolved

HERE = Path(__file__).parent


def checkout_tree(checkout: Path) -> MemoryTree:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=checkout, capture_output=True, check=True).stdout
    paths = [path for path in listed.decode().split("\0") if path]
    return MemoryTree({path: (checkout / path).read_bytes() for path in paths if (checkout / path).is_file()})


def ask_typescript(
    checkout: Path, typescript: Path, project: Project, references: dict[str, list[str]]
) -> dict[str, dict[str, list[str | None]]]:
    question = {
        "root": str(checkout),
        "paths": list(project.tree.paths()),
        "links": {package.name: package.folder for package in reversed(project.workspace.packages) if package.name},
        "references": references,
    }
    answer = subprocess.run(
        ["node", "--max-old-space-size=4096", str(HERE / "resolution.mjs"), str(typescript)],
        input=json.dumps(question),
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode:
        sys.exit(answer.stderr)
    return json.loads(answer.stdout)  # type: ignore[no-any-return]


def verdict(specifier: str, ours: Resolution, theirs: str | None) -> str:
    """`agree: ...` or what the disagreement comes from."""
    if isinstance(ours, Resolved):
        if ours.path == theirs:
            return "agree: the same file"
        if theirs is not None:
            return "DIFFER: another file"
        if not is_source(ours.path):
            return "more: an asset that is there, which TypeScript has no module for"
        if specifier.startswith("."):
            return "more: a folder or a missing ending, which classic and Node's ES modules don't allow"
        return "more: a package's source, where TypeScript would need its build"
    if theirs is not None:
        if isinstance(ours, External) and theirs.endswith(".d.ts"):
            return "less: a declaration in the tree (typeRoots) for a package from outside"
        if specifier.startswith("."):
            return "less: a relative path into a build, which is nobody's source to rewrite"
        return f"LESS: {type(ours).__name__}"
    if isinstance(ours, External):
        return "agree: a package from outside, " + ("declared" if ours.declared else "undeclared")
    return "agree: builtin" if isinstance(ours, Builtin) else "agree: unresolved"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkout", type=Path)
    parser.add_argument("--typescript", type=Path, default=HERE.parent / "toolchain")
    parser.add_argument("--show", type=int, default=5, help="how many examples per disagreement")
    options = parser.parse_args()
    checkout = options.checkout.resolve()
    project = Project(checkout_tree(checkout))
    references = {
        path: sorted({reference.specifier for reference in project.module(path).references}) for path in project.sources
    }
    started = time.perf_counter()
    ours = {
        (importer, specifier): project.resolver.resolve(specifier, importer)
        for importer, specifiers in references.items()
        for specifier in specifiers
    }
    spent = time.perf_counter() - started
    theirs = ask_typescript(checkout, options.typescript, project, references)
    unexplained = 0
    print(f"{len(project.sources)} source files, {len(ours)} references resolved in {spent:.2f} s")
    for index, title in enumerate(("as configured", "moduleResolution: bundler", "bundler, as if built")):
        counts: Counter[str] = Counter()
        examples: defaultdict[str, list[str]] = defaultdict(list)
        for (importer, specifier), resolution in ours.items():
            answer = theirs[importer][specifier][index]
            cause = verdict(specifier, resolution, answer)
            if cause.startswith("LESS") and index == 0 and theirs[importer][specifier][1] is None:
                cause = "less: found by classic resolution only, which a base that is not in the tree leaves in force"
            counts[cause] += 1
            if not cause.startswith("agree"):
                examples[cause].append(f"{importer}: {specifier}\n      ours {resolution}\n      TypeScript {answer}")
        agreed = sum(count for cause, count in counts.items() if cause.startswith("agree"))
        print(f"\n{title}: {agreed} of {len(ours)} agree")
        for cause, count in sorted(counts.items()):
            print(f"  {count:6} {cause}")
            unexplained += count if cause[0].isupper() else 0
            for example in examples[cause][: options.show]:
                print(f"    {example}")
    sys.exit(1 if unexplained else 0)


if __name__ == "__main__":
    main()
