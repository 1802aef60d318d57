"""The functions' index: every function by name, and `functions`, the array of exactly what is served."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain, count, groupby

from migrator.api import Declaration, Diagnostic, is_test

from .._reading.anatomy import anatomy_of
from .._reading.lists import Served, listed
from .barrels import PackageModules

FUNCTIONS = "functions"
_LONGEST_LINE = 100


class Registry:
    """Writes `src/functions/index` of one package."""

    def __init__(self, modules: PackageModules) -> None:
        self.modules = modules
        self.after = modules.after
        self.style = modules.style
        self.path = modules.find("functions/index") or f"{modules.package}/src/functions/index.ts"
        self.known: Mapping[str, Declaration] = {}
        if modules.holds_something(self.path):
            self.known = self.after.symbols.names(self.path)

    def write(self, served: tuple[Served, ...] | None, written: str | None = None) -> str:
        """Write what the index lacks; answers its path.

        `served` is None where nobody knows what is served: there is no array then. `written` is the array as the
        route has it, where it should be kept to the letter.
        """
        exported = {(there.path, there.name) for there in self.known.values()}
        missing = [one for one in self._functions(served or ()) if (one.path, one.name) not in exported]
        passed_on = "".join(
            self.style.taking("export", [named(one) for one in group], self.modules.specifier(path, self.path))
            for path, group in groupby(missing, key=lambda one: one.path)
            if path != self.path
        )
        imports, array = self._array(served, written) if served is not None else ("", "")
        before = self.style.newline if passed_on and not self._ends_in_re_exports() else ""
        gap = self.style.newline if (self.known or passed_on) and array else ""
        self.modules.append(self.path, imports, before + passed_on + gap + array)
        return self.path

    def _ends_in_re_exports(self) -> bool:
        """Whether further re-exports belong right below the last line; so they do in a new module."""
        if not self.modules.holds_something(self.path):
            return True
        statements = self.after.module(self.path).root.children
        return bool(statements) and statements[-1].field("source") is not None

    def _functions(self, served: Iterable[Served]) -> list[Served]:
        """Every function of the package, those that are served under the name they are served by.

        The others have their own name, where that isn't taken: two modules may each have a `run`.
        """
        anatomy = anatomy_of(self.after)
        found = {(one.path, one.name): one for one in served}
        taken = self.known.keys() | {one.local for one in found.values()}
        for path in self.after.sources:
            if not path.startswith(self.modules.package + "/") or is_test(path) or not anatomy.makes_functions(path):
                continue
            for name in anatomy.exported_functions(path):
                if (path, name) in found:
                    continue
                stem = camel(path.rpartition("/")[2].partition(".")[0])
                own = name if name != "default" else stem
                free = (one for one in chain((own, stem), (f"{own}{n}" for n in count(2))) if one not in taken)
                found[path, name] = Served(path, name, next(free))
                taken = taken | {found[path, name].local}
        return sorted(found.values(), key=lambda one: (one.path, one.name))

    def _array(self, served: tuple[Served, ...], written: str | None) -> tuple[str, str]:
        """The imports and the line of the array; nothing where the index has it, or can't have it."""
        wanted = [(one.path, one.name) for one in served]
        same = []
        for name in sorted(self.known, key=lambda name: (name != FUNCTIONS, name)):
            there = listed(self.after, self.path, name)
            if there is not None and [(one.path, one.name) for one in there] == wanted:
                same.append(name)
        problem = self._problem(served)
        if FUNCTIONS in same:
            return "", ""
        if FUNCTIONS in self.known:
            problem = f"{FUNCTIONS} of {self.path} is not what is served; the serve route keeps a list of its own"
        if problem is not None:
            self.modules.context.report(Diagnostic("functions-differ", "warning", problem, path=self.path))
            return "", ""
        declaration = self.known[same[0]] if same else None
        if declaration is not None and declaration.path == self.path and declaration.local not in (None, "default"):
            return "", self.style.line(f"export {self.style.braced([f'{declaration.local} as {FUNCTIONS}'])}")
        line = f"export const {FUNCTIONS} = {written or '[' + ', '.join(one.local for one in served) + ']'}"
        if len(line) > _LONGEST_LINE and written is None:
            items = "".join(f"{self.style.indent}{one.local},{self.style.newline}" for one in served)
            line = f"export const {FUNCTIONS} = [{self.style.newline}{items}]"
        return self._imports(served), self.style.line(line)

    def _problem(self, served: tuple[Served, ...]) -> str | None:
        """Why the array can't stand in the index: a function that it names needs code that the index holds.

        Whoever loads that function first would then find the array naming something that is not there yet.
        """
        loaded_by: dict[str, list[str]] = {one.path: [] for one in served}
        waiting = list(loaded_by)
        for path in waiting:
            for edge in self.after.graph.edges_from(path):
                if edge.target is not None and edge.loads and not edge.reference.type_only:
                    if edge.target not in loaded_by:
                        waiting.append(edge.target)
                    loaded_by.setdefault(edge.target, []).append(path)
        needing, waiting = {self.path}, [self.path]
        for path in waiting:
            waiting += (further := set(loaded_by.get(path, ())) - needing)
            needing |= further
        held_back = next((one.path for one in served if one.path != self.path and one.path in needing), None)
        if held_back is None:
            return None
        return f"{held_back} needs {self.path}, which therefore can't list it; the serve route keeps its list"

    def _imports(self, served: Iterable[Served]) -> str:
        """An import for each module whose functions the index doesn't import yet, in the order of the list."""
        bound = self.after.module(self.path).bindings.imports if self.modules.holds_something(self.path) else {}
        groups: dict[str, list[Served]] = {}
        for one in served:
            if one.path != self.path and one.local not in bound:
                groups.setdefault(one.path, []).append(one)
        lines = []
        for path, group in groups.items():
            module = self.modules.specifier(path, self.path)
            quoted = self.style.quoted(module)
            lines += [self.style.line(f"import {one.local} from {quoted}") for one in group if one.name == "default"]
            lines.append(self.style.taking("import", [named(one) for one in group if one.name != "default"], module))
        return "".join(lines)


def named(function: Served) -> str:
    """A function as it stands in braces: `name`, or `name as local`."""
    return function.local if function.name == function.local else f"{function.name} as {function.local}"


def camel(stem: str) -> str:
    """A module's name as that of a function: `sendMail` of `send-mail`."""
    head, *tail = [part for part in stem.replace("_", "-").split("-") if part]
    return head + "".join(part.capitalize() for part in tail)
