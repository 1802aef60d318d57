"""How the scripts of a manifest start a test runner."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Final

from migrator.api import Project, join

from .runner import Runner

_ENDS: Final = frozenset(("&&", "||", ";", "|", "&"))
_LONG: Final = {"-c": "config", "-r": "root", "--testPathPatterns": "testPathPattern"}
_WITH_VALUE: Final = frozenset(
    ("config", "root", "dir", "rootDir", "testPathPattern", "project", "projects", "exclude")
)
_SUBCOMMANDS: Final = {"vitest": ("run", "watch", "dev"), "bun": ("test",), "jest": ()}


@dataclass(frozen=True, slots=True)
class Call:
    """One way in which a runner is started: its options that have a value, and the paths that it is to look at."""

    options: Mapping[str, str] = field(default_factory=dict)
    named: tuple[str, ...] = ()


def calls_of(project: Project, runner: Runner) -> list[Call]:
    """How the runner is started: by the script `test`, else by any; a bare call where no script names it."""
    manifest = project.workspace.manifest(runner.folder)
    scripts = manifest.value.get("scripts") if manifest is not None else None
    texts = {name: text for name, text in scripts.items() if isinstance(text, str)} if isinstance(scripts, dict) else {}
    found = {name: list(_calls(project, runner, text)) for name, text in texts.items()}
    return found.get("test") or [call for calls in found.values() for call in calls] or [Call()]


def _calls(project: Project, runner: Runner, script: str) -> Iterator[Call]:
    lexer = shlex.shlex(script, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    try:
        words = list(lexer)
    except ValueError:
        return
    for at, word in enumerate(words):
        if word.rpartition("/")[2] == runner.name and (runner.name != "bun" or "test" in words[at:]):
            yield _call(project, runner, words[at + 1 :])


def _call(project: Project, runner: Runner, words: list[str]) -> Call:
    options: dict[str, str] = {}
    named: list[str] = []
    rest = takewhile(lambda word: word not in _ENDS, words)
    subcommands = _SUBCOMMANDS[runner.name]
    for word in rest:
        name, equals, value = _LONG.get(word, word).partition("=")
        name = name.lstrip("-")
        if word.startswith("-") and name in _WITH_VALUE:
            options[name] = value if equals else next(rest, "")
        elif word in subcommands:
            subcommands = ()
        elif not word.startswith("-"):
            named += _existing(project, runner.folder, word)
    if (pattern := options.get("testPathPattern")) is not None:
        named += _existing(project, runner.folder, pattern) or [pattern]
    return Call(options, tuple(named))


def _existing(project: Project, folder: str, word: str) -> list[str]:
    """The path that a word is about, as far as it is written out; empty where it is an option's value, say."""
    fixed = re.split(r"[*?{(\[]", word, maxsplit=1)[0]
    path = join(folder, fixed) if fixed else None
    inside = [one for one in project.tree.paths() if path and one.startswith(path)]
    return [path] if path and inside else []
