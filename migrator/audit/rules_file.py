"""The file that switches an audit's rules off, or says how bad their findings are.

rules:
  event-tense: off
  unserved-function: error
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from migrator.audit.finding import Fault, Finding, Level, Rule
from migrator.codemod.naming import did_you_mean
from migrator.errors import Location, PlanError, UsageError
from migrator.syntax import YamlNode, YamlSyntaxError, parse_yaml

Levels = Mapping[str, Level]
_LEVELS = get_args(Level)


def read_levels(file: Path, rules: Sequence[Rule]) -> Levels:
    """Rule -> level as the file has it. Raises UsageError where it can't be read, PlanError with all mistakes."""
    try:
        source = file.read_bytes()
    except OSError as error:
        raise UsageError(f"the rules {file} can't be read: {error.strerror}") from error
    try:
        document = parse_yaml(source, str(file))
    except YamlSyntaxError as error:
        raise PlanError(error.problems) from error
    found: dict[str, Level] = {}
    problems = list(_read(document, str(file), rules, found))
    if problems:
        raise PlanError(problems)
    return found


def _read(document: YamlNode, file: str, rules: Sequence[Rule], found: dict[str, Level]) -> Iterator[UsageError]:
    if document.value is None:
        return
    held = document.get("rules") if document.kind == "mapping" else None
    for name, _ in document.pairs if document.kind == "mapping" else ():
        if name.value != "rules":
            yield _problem(file, name, f"there is no key {name.value!r}; the file holds `rules`")
    if held is None or held.kind != "mapping":
        yield _problem(file, held or document, "`rules` is a mapping from a rule to its level")
        return
    known = [rule.code for rule in rules]
    for name, level in held.pairs:
        # YAML 1.1 reads `off` as false.
        value: Any = "off" if level.value is False else level.value
        if name.value not in known:
            yield _problem(file, name, f"there is no rule {name.value!r}; {did_you_mean(str(name.value), known)}")
        elif value not in _LEVELS:
            yield _problem(file, level, f"{value!r} is no level: {', '.join(_LEVELS)}")
        else:
            found[str(name.value)] = value


def _problem(file: str, node: YamlNode, message: str) -> UsageError:
    return UsageError(message, location=Location(file, *node.position))


def judged(faults: Iterable[Fault], levels: Levels) -> tuple[Finding, ...]:
    """The faults of rules that are not off, each with its severity; by path, line and code."""
    found = []
    for fault in faults:
        level = levels.get(fault.rule.code, fault.rule.level)
        if level != "off":
            found.append(Finding(fault.rule.code, level, fault.path, fault.line, fault.message, fault.hint))
    return tuple(sorted(found, key=lambda one: (one.path, one.line, one.code, one.message)))
