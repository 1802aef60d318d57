"""The other programs, as contenders. `make benchmark` installs them from npm, into `benchmarks/peers`."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from benchmarks.contender import Contender
from benchmarks.subject import Subject

HOME = Path(__file__).parent.parent / "peers"
_BIN = HOME / "node_modules" / ".bin"
_MEMORY = "--max-old-space-size=6144"
_RULE = """\
id: specifiers-{language}
language: {language}
rule:
  pattern: $SPECIFIER
  kind: string
  regex: "^[\\"']{old}(/[^\\"']*)?[\\"']$"
transform:
  RENAMED: {{ replace: {{ source: $SPECIFIER, replace: "^([\\"']){old}", by: "$1{new}" }} }}
fix: $RENAMED
"""


def are_installed() -> bool:
    """Whether they are there."""
    return (HOME / "node_modules" / "typescript").is_dir()


def ast_grep(subject: Subject, old: str, new: str) -> Contender:
    """One scan that rewrites every string that is `old`, or begins with it and a slash; nothing is written."""
    rule = subject.place / f"{re.sub('[^a-z]', '-', old)}.yml"
    each = [
        _RULE.format(language=one, old=re.escape(old).replace("\\", "\\\\"), new=new) for one in ("TypeScript", "Tsx")
    ]
    rule.write_text("---\n".join(each))
    command = (str(_BIN / "ast-grep"), "scan", "--rule", str(rule), "--json=stream", ".")
    return Contender("ast-grep scan", command, lambda said: said.count("\n"))


def jscodeshift(subject: Subject, old: str, new: str) -> Contender:
    """A dry run of the transform in `specifiers.cjs`, with as many processes as it likes."""
    given = ("--dry", "--transform", str(HOME / "specifiers.cjs"), "--extensions=ts,tsx", "--parser=tsx")
    ignored = "--ignore-pattern=**/node_modules/**"
    command = (str(_BIN / "jscodeshift"), *given, ignored, f"--old={old}", f"--new={new}", "--no-babel")
    return Contender("jscodeshift --dry", (*command, *subject.folders), _specifiers)


def language_service(subject: Subject, source: str, target: str) -> Contender:
    """TypeScript's `getEditsForFileRename`, on the app's own project."""
    return Contender("TypeScript getEditsForFileRename", _on_project(subject, "file_rename.mjs", source, target), int)


def ts_morph(subject: Subject, source: str, target: str) -> Contender:
    """ts-morph's `move()`, on the app's own project; it counts modules and not edits."""
    return Contender("ts-morph move()", _on_project(subject, "directory_move.mjs", source, target))


def oxc(subject: Subject, *, program: bool) -> Contender:
    """oxc-parser on every module, with the syntax tree brought to JavaScript or left where it is."""
    command = ("node", _MEMORY, str(HOME / "parse.mjs"), *(["program"] if program else []))
    name = "oxc-parser, tree in JavaScript" if program else "oxc-parser, tree not read"
    return Contender(name, command, source=subject.listing)


def knip() -> Contender:
    """Unused files and exports, by the graph of all packages."""
    return Contender(
        "knip", ("node", _MEMORY, str(_BIN / "knip"), "--no-exit-code", "--no-progress", "--reporter", "json")
    )


def dependency_cruiser(subject: Subject) -> Contender:
    """The graph of all folders, with the app's aliases."""
    given = ("--no-config", "--ts-config", str(subject.folder / subject.app / "tsconfig.json"), "--output-type", "json")
    command = ("node", _MEMORY, str(_BIN / "depcruise"), *given, *subject.folders)
    return Contender(
        "dependency-cruiser", command, lambda said: json.loads(said)["summary"]["totalDependenciesCruised"]
    )


def madge(subject: Subject) -> Contender:
    """The graph of all folders, with the app's aliases; what is outside of them is left out."""
    given = ("--ts-config", str(subject.folder / subject.app / "tsconfig.json"), "--extensions", "ts,tsx", "--json")
    command = ("node", _MEMORY, str(_BIN / "madge"), *given, *subject.folders)
    return Contender("madge", command, _edges)


def reading(subject: Subject) -> Contender:
    """Every byte of every module, read by Python; what nobody can be faster than."""
    program = "import sys\nprint(sum(len(open(line[:-1], 'rb').read()) for line in sys.stdin))"
    return Contender("reading all bytes", (sys.executable, "-I", "-c", program), source=subject.listing)


def _on_project(subject: Subject, script: str, source: str, target: str) -> tuple[str, ...]:
    paths = (subject.folder / subject.app / "tsconfig.json", subject.folder / source, subject.folder / target)
    return ("node", _MEMORY, str(HOME / script), *map(str, paths))


def _specifiers(said: str) -> int:
    found = re.search(r"specifiers: (\d+)", said)
    return int(found.group(1)) if found is not None else 0


def _edges(said: str) -> int:
    return sum(map(len, json.loads(said).values()))
