"""Hold `rename-export` against TypeScript's own rename, over a checkout of your choice.

    python tests/parity/renames.py CHECKOUT [COUNT]

Renames the COUNT (20) exports that are imported most, each by itself and in memory. Prints the lines that only one of
the two renames, and what TypeScript can't find afterwards. Exits 1 where there is any of the latter.
Members of the workspace are found by TypeScript where they are installed, so install the checkout first.
Needs node, and `npm ci` in tests/toolchain (`make toolchain`).
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from specifiers import sources

from migrator.codemod import Codemod, discover
from migrator.engine import StepResult, StepStatus
from migrator.engine.run import run_step
from migrator.plan import BoundStep, Step
from migrator.syntax import is_importer, is_source
from migrator.tree import MemoryTree
from migrator.workspace import Project

Line = tuple[str, int]


def read(checkout: Path) -> Project:
    names = subprocess.run(["git", "ls-files", "-z"], cwd=checkout, capture_output=True, check=True).stdout
    wanted = [name for name in names.decode().split("\0") if is_importer(name) or name.endswith((".json", ".yaml"))]
    files = {name: checkout / name for name in wanted}
    return Project(MemoryTree({name: file.read_bytes() for name, file in files.items() if file.is_file()}))


def most_imported(project: Project) -> list[tuple[str, str]]:
    counted: Counter[tuple[str, str]] = Counter()
    for edge in project.graph.edges:
        for name in edge.reference.names if edge.target is not None and is_source(edge.target) else ():
            found = project.symbols.declaration(edge.target or "", name.imported)
            if found is not None and found.path is not None and found.name not in ("*", "default"):
                counted[found.path, found.name] += 1
    return [one for one, _ in counted.most_common()]


def renamed(codemod: type[Codemod], project: Project, path: str, name: str) -> StepResult:
    arguments = {"module": path, "old": name, "new": f"{name}Renamed"}
    step = Step.model_validate({"id": "rename", "codemod": "rename-export", "with": arguments})
    return run_step(BoundStep(step, codemod.model_validate(arguments), "rename"), project)


def job(project: Project, result: StepResult, path: str, name: str) -> dict[str, Any]:
    module = project.module(path)
    declared = module.bindings.named(name)[0].node.span.start
    changed = {change.path: (change.after or b"").decode("utf-8", "replace") for change in result.changes}
    offset = len(module.source[:declared].decode("utf-8", "replace").encode("utf-16-le")) // 2
    return {"path": path, "offset": offset, "names": [name, f"{name}Renamed"], "changed": changed}


def changed_lines(result: StepResult) -> set[Line]:
    return {
        (change.path, number)
        for change in result.changes
        for number, (old, new) in enumerate(
            zip((change.before or b"").split(b"\n"), (change.after or b"").split(b"\n"), strict=False), start=1
        )
        if old != new
    }


def compare(checkout: Path, count: int) -> int:
    project, codemod = read(checkout), discover([]).get("rename-export")
    chosen = [(path, name) for path, name in most_imported(project) if project.module(path).bindings.named(name)][
        :count
    ]
    results = {one: renamed(codemod, project, *one) for one in chosen}
    done = {one: result for one, result in results.items() if result.status is StepStatus.APPLIED}
    jobs = [list(sources(checkout)), *(job(project, result, *one) for one, result in done.items())]
    script = Path(__file__).with_suffix(".mjs")
    asked = "".join(json.dumps(one) + "\n" for one in jobs)
    told = subprocess.run(
        ["node", str(script), str(checkout)], input=asked, stdout=subprocess.PIPE, text=True, check=True
    )
    errors = 0
    for (path, name), line in zip(done, told.stdout.splitlines(), strict=True):
        answer = json.loads(line)
        ours, theirs = changed_lines(done[path, name]), {(file, number) for file, number in answer["lines"]}
        errors += len(answer["errors"])
        said = len(done[path, name].diagnostics)
        print(f"{path} {name}: {len(ours & theirs)} lines alike, {said} reported, {len(answer['errors'])} not found")
        for sign, only in (("-", theirs - ours), ("+", ours - theirs)):
            print("".join(f"  {sign} {file}:{number}\n" for file, number in sorted(only)), end="")
        print("".join(f"  ! {error}\n" for error in answer["errors"]), end="")
    refused = len(results) - len(done)
    print(f"{len(done)} exports renamed, {refused} refused; NOT FOUND afterwards {errors}")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(compare(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 20))
