"""The scripts of a new package: those that its siblings have, as far as they can work in it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from migrator.refactor.configuration.build_entries import general_command
from migrator.refactor.scaffolding.arrivals import Arrivals
from migrator.refactor.scaffolding.settings import TSCONFIG, for_another, packages_named, settings_of, words_of
from migrator.refactor.scaffolding.sibling import scripts
from migrator.workspace import Package, Project

_USUAL = re.compile(r"(build|dev|clean|lint|format|type-?check|check-types|types|tsc|check|test)(:[\w-]+)?")
_WITHOUT_OUTPUT = re.compile(r"(lint|format|type-?check|check-types|check|test)(:[\w-]+)?")
_CALL = re.compile(r"\b(?:npm|pnpm|yarn|bun)(?: run)? ([\w:-]+)|\brun-[sp] ([\w:-]+)")
_RUNNER = re.compile(r"\b(vitest|jest|bun(?= test)|node(?=[^&|;]* --test)|tsx(?=[^&|;]* --test))\b")
_PLAIN_RUNNER = re.compile(r"vitest( run| --run)?|bun test|jest")
_PASSES_WITHOUT_TESTS = re.compile(r"(?:[A-Z_]+=\S+ )*(vitest|jest)\b[^&|;]*")
_COMMANDS = {
    "tsc": "typescript",
    "tsgo": "@typescript/native-preview",
    "biome": "@biomejs/biome",
    "run-s": "npm-run-all",
    "run-p": "npm-run-all",
    "dotenv": "dotenv-cli",
    "swc": "@swc/cli",
    "attw": "@arethetypeswrong/cli",
}
_OTHERS = ("vitest", "jest", "eslint", "prettier", "tsup", "tsdown", "unbuild", "rollup", "vite", "rimraf")
DECLARED_TOOLS = frozenset((*_OTHERS, *_COMMANDS.values()))
"""Packages of the commands in scripts that are no part of a system or a package manager."""


@dataclass(frozen=True, slots=True)
class Script:
    """What a script runs, and the package that has it so far."""

    text: str
    origin: Package


def usual_scripts(
    project: Project, folder: str, model: Package, family: Sequence[Package], arrivals: Arrivals
) -> dict[str, Script]:
    """The model's scripts that at least half of the siblings have and that can work in the new package `folder`.

    Where the model's can't, one that writes nothing is that of another sibling. Where tests come along, there is a
    script that runs them, if a sibling or their app has one; where none do, no script fails for the lack of them.
    """
    common = Counter(name for package in family for name in scripts(package))
    kept: dict[str, Script] = {}
    for name in dict.fromkeys((*scripts(model), *common)):
        if 2 * common[name] < len(family) or not _USUAL.fullmatch(name):
            continue
        ones = (model, *(one for one in family if one != model and _WITHOUT_OUTPUT.fullmatch(name)))
        found = (_usable(project, one, scripts(one).get(name, ""), strict=one != model) for one in ones)
        script = next((one for one in found if one is not None), None)
        if script is not None:
            kept[name] = script
    if not arrivals.tests:
        kept = {name: one for name, script in kept.items() if (one := _without_tests(script)) is not None}
    elif "test" not in kept:
        runs = next(_running(project, arrivals, (model, *family)), None)
        kept |= {"test": runs} if runs is not None else {}
    while missing := {name for name, script in kept.items() if _calls(script) & (_known(script) - kept.keys())}:
        kept = {name: script for name, script in kept.items() if name not in missing}
    return kept


def buildable(project: Project, model: Package | None, family: Sequence[Package]) -> Package | None:
    """`model`, or where its build is of no use to another package, a sibling of the same base whose build is."""
    if model is None or "build" not in scripts(model) or _usable_build(project, model):
        return model

    def base(package: Package) -> tuple[str, str]:
        config = project.workspace.files.document(f"{package.folder}/tsconfig.json")
        return str(package.manifest.value.get("type")), str(config.get("extends") if config else None)

    able = [one for one in family if _usable_build(project, one)]
    return next((one for one in sorted(able, key=lambda one: base(one) != base(model))), model)


def _usable_build(project: Project, package: Package) -> bool:
    texts = scripts(package)
    script = _usable(project, package, texts.get("build", ""), strict=False)
    called = _calls(script) & texts.keys() if script is not None else set()
    return script is not None and all(_usable(project, package, texts[one], strict=False) for one in called)


def _usable(project: Project, package: Package, text: str, *, strict: bool) -> Script | None:
    """The script as a new package can have it; `strict` where it is not the model's own.

    Then it may write nothing beside the sources, and its tools must be declared.
    """
    text = general_command(text)
    writes = strict and re.search(r"\b(tsc|tsgo)\b", text) and "noEmit" not in text
    lacks = strict and _lacks_tools(project, package, text)
    if not text or writes or lacks or _needs_own_files(project, package, text):
        return None
    return Script(text, package)


def _needs_own_files(project: Project, package: Package, text: str) -> bool:
    """Whether a script needs what only this package has: any file but its index, its tsconfigs, its tool's settings."""
    short = package.folder.rpartition("/")[2]
    if package.folder in text or (package.name and package.name in text):
        return True
    if not _USUAL.fullmatch(short) and re.search(rf"(?<![\w@/.-]){re.escape(short)}(?![\w./-])", text):
        return True
    for word in words_of(text):
        path = f"{package.folder}/{word.rstrip('/.')}"
        is_file, is_folder = project.tree.entry(path) is not None, project.tree.is_folder(path)
        allowed = word.startswith("src/index.") or TSCONFIG.fullmatch(word) or word.rstrip("/.") in ("src", "")
        if (is_file or (is_folder and "/" in word.rstrip("/."))) and not allowed:
            return True
    if runner_of(text) == "jest" and "jest" in package.manifest.value and jest_field(package) is None:
        return True
    return any(for_another(project, tool, path) is None for tool, path in settings_of(project, package, text))


def _lacks_tools(project: Project, package: Package, text: str) -> bool:
    """Whether the script starts a tool that nobody declares who would install it for the package."""
    workspace = project.workspace
    declaring = [package, *([workspace.root] if workspace.root else [])]
    if workspace.manager != "pnpm":
        declaring = [*declaring, *workspace.packages]  # What one of them installs, all can start.
    known = {name for one in declaring for name in one.manifest.ranges}
    return any(tool not in known for tool in tools_started(text) & DECLARED_TOOLS)


def tools_started(text: str) -> set[str]:
    """The packages of the commands in a script, where commands can stand."""
    words = re.split(r"[\s;&|]+", text)
    return {_COMMANDS.get(word, word) for word in words if word and not word.startswith("-")}


def runner_of(text: str) -> str:
    """The test runner that a script starts: `vitest`, `jest`, `bun`, `node`; empty for none that is known."""
    found = _RUNNER.search(text)
    return "" if found is None else "node" if found[1] == "tsx" else found[1]


def jest_field(package: Package) -> Mapping[str, object] | None:
    """The field `jest` of a manifest, where another package can have the same; None where it has none such."""
    value = package.manifest.value.get("jest")
    return value if isinstance(value, dict) and not re.search(r"<rootDir>|\"\.{1,2}/", json.dumps(value)) else None


def _running(project: Project, arrivals: Arrivals, family: Sequence[Package]) -> Iterator[Script]:
    """Scripts that run the tests that come: those of siblings, the most usual first, then their app's."""
    home = arrivals.home
    own = scripts(home).get("test", "") if home is not None else ""
    wanted = arrivals.runners or {runner_of(own)} - {""}
    texts = Counter(scripts(one).get("test", "") for one in family)
    for text, _ in texts.most_common():
        for one in family:
            if scripts(one).get("test") == text and runner_of(text) in wanted:
                script = _usable(project, one, text, strict=True)
                if script is not None:
                    yield script
    if home is None or not _PLAIN_RUNNER.fullmatch(own) or runner_of(own) not in wanted:
        return
    if "jest" in home.manifest.value:
        return  # Settings that are the app's.
    script = _usable(project, home, own, strict=True)
    if script is not None and all(_is_plain(project, path) for _, path in settings_of(project, home, own)):
        yield script


def _is_plain(project: Project, path: str) -> bool:
    """Whether an app's settings for its tests name nothing but the runner itself: no plugin, no path of the app."""
    source = project.tree.read(path)
    named = {name for name in packages_named(source) if any(name in one.manifest.ranges for one in _all(project))}
    return named <= {"vitest", "jest"} and not re.search(rb"__dirname|import\.meta|process\.cwd|[\"']\.{0,2}/", source)


def _all(project: Project) -> Iterator[Package]:
    yield from project.workspace.packages
    if project.workspace.root is not None:
        yield project.workspace.root


def _without_tests(script: Script) -> Script | None:
    """A script as it passes where there are no tests yet; None where it would fail."""
    if not runner_of(script.text) or re.search(r"passWithNoTests|pass-with-no-tests|--test\b", script.text):
        return script
    if _PASSES_WITHOUT_TESTS.fullmatch(script.text):
        return Script(f"{script.text} --passWithNoTests", script.origin)
    return None


def _known(script: Script) -> set[str]:
    return set(scripts(script.origin))


def _calls(script: Script) -> set[str]:
    """The scripts that a script may run: what follows the name of a package manager, with or without `run`."""
    return {name for pair in _CALL.findall(script.text) for name in pair if name}
