"""The modules that the package needs and the app may not have had: its index, and those of events and functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from migrator.api import Context, Diagnostic, Edit, RefusedError, Style, is_test

from ._anatomy import Anatomy
from ._served import Served, listed

FUNCTIONS = "functions"


class PackageModules:
    """Writes the modules of one package, in the style of the code that moved there."""

    def __init__(self, context: Context, package: str, style: Style, like: str) -> None:
        self.context = context
        self.package = package
        self.style = style
        self.like = like
        self.after = context.project.over(context.tree)
        self.anatomy = Anatomy(self.after)

    def find(self, stem: str) -> str | None:
        """The package's module at `src/<stem>`, whatever its ending; `client.test.ts` is not at `src/client`."""
        prefix = f"{self.package}/src/{stem}."
        return next(
            (path for path in self.after.sources if path.startswith(prefix) and path.removeprefix(prefix).isalnum()),
            None,
        )

    def specifier(self, target: str, importer: str) -> str:
        """How `importer` names `target`, with the endings that the code there has."""
        specifier = self.after.resolver.specifier_for(target, importer, self.like)
        if specifier is None:
            raise RefusedError(f"{importer} can't name {target}")
        return specifier

    def write_barrel(self, path: str, targets: Sequence[str]) -> str:
        """Make a new module `path` that re-exports everything of `targets`. Answers its path."""
        lines = [f"export * from {self.style.quoted(self.specifier(target, path))}" for target in targets]
        self.context.tree.write(path, "".join(self.style.line(line) for line in lines).encode())
        return path

    def write_index(self, targets: Sequence[str]) -> str:
        """Make `src/index` export everything of `targets`; what it exports already stays. Answers its path."""
        path = self.find("index") or f"{self.package}/src/index.ts"
        known = set(self.after.symbols.names(path)) if self._holds_something(path) else set()
        lines = []
        for target in targets:
            names = self.after.symbols.names(target)
            fresh = sorted(name for name in names if name not in known and name != "default")
            if not fresh:
                continue
            quoted = self.style.quoted(self.specifier(target, path))
            whole = len(fresh) == len(names.keys() - {"default"})
            # A compiler that sees one module at a time has to be told what is a type (TS1205).
            fresh = [f"type {name}" if names[name].type_only else name for name in fresh]
            lines.append(
                self.style.line(
                    f"export * from {quoted}" if whole else f"export {{ {', '.join(fresh)} }} from {quoted}"
                )
            )
            if "default" in names and "default" not in known:
                lines.append(self.style.line(f"export {{ default }} from {quoted}"))
            known |= set(names)
        self._append(path, "", "".join(lines))
        return path

    def write_functions(self, served: tuple[Served, ...] | None, written: str | None = None) -> str:
        """Make `src/functions/index` export every function by name, and `functions`, the array of what is served.

        `written` is that array as the route has it, where it should be kept to the letter. Answers the path.
        """
        path = self.find("functions/index") or f"{self.package}/src/functions/index.ts"
        present = self._holds_something(path)
        known = dict(self.after.symbols.names(path)) if present else {}
        everything = self._functions(served or ())
        exported = {(there.path, there.name) for there in known.values()}
        missing = [function for function in everything if (function.path, function.name) not in exported]
        reexports = "".join(self._reexport(function, path) for function in missing)
        imports, array = self._array(path, served, set(known), written) if served is not None else ("", "")
        gap = self.style.newline if (present or reexports) and array else ""
        self._append(path, imports, reexports + gap + array)
        return path

    def _holds_something(self, path: str) -> bool:
        return self.context.tree.entry(path) is not None and self.context.tree.read(path) != b""

    def _functions(self, served: Iterable[Served]) -> list[Served]:
        """Every function of the package, those that are served under the name they are served by."""
        found = {(one.path, one.name): one for one in served}
        for path in self.after.sources:
            if path.startswith(self.package + "/") and not is_test(path) and self.anatomy.makes_functions(path):
                for name in self.anatomy.exported_functions(path):
                    local = name if name != "default" else _camel(path.rpartition("/")[2].partition(".")[0])
                    found.setdefault((path, name), Served(path, name, local))
        return sorted(found.values(), key=lambda one: (one.path, one.name))

    def _reexport(self, function: Served, index: str) -> str:
        if function.path == index:
            return ""
        name = function.local if function.name == function.local else f"{function.name} as {function.local}"
        return self.style.line(f"export {{ {name} }} from {self.style.quoted(self.specifier(function.path, index))}")

    def _array(self, index: str, served: tuple[Served, ...], known: set[str], written: str | None) -> tuple[str, str]:
        wanted = [(one.path, one.name) for one in served]
        same = []
        for name in sorted(known, key=lambda name: (name != FUNCTIONS, name)):
            there = listed(self.after, index, name)
            if there is not None and [(one.path, one.name) for one in there] == wanted:
                same.append(name)
        if FUNCTIONS in same:
            return "", ""
        if FUNCTIONS in known:
            self.context.report(
                Diagnostic(
                    "functions-differ",
                    "warning",
                    f"{FUNCTIONS} of {index} is not what is served; the serve route keeps a list of its own",
                    path=index,
                )
            )
            return "", ""
        declaration = self.after.symbols.declaration(index, same[0]) if same else None
        if declaration is not None and declaration.path == index:
            return "", self.style.line(f"export {{ {declaration.local or same[0]} as {FUNCTIONS} }}")
        imports = "".join(self._import(one, index) for one in served if one.path != index)
        line = f"export const {FUNCTIONS} = {written or '[' + ', '.join(one.local for one in served) + ']'}"
        if len(line) > 100 and written is None:
            items = "".join(f"{self.style.indent}{one.local},{self.style.newline}" for one in served)
            line = f"export const {FUNCTIONS} = [{self.style.newline}{items}]"
        return imports, self.style.line(line)

    def _import(self, function: Served, index: str) -> str:
        quoted = self.style.quoted(self.specifier(function.path, index))
        if function.name == "default":
            return self.style.line(f"import {function.local} from {quoted}")
        name = function.local if function.name == function.local else f"{function.name} as {function.local}"
        return self.style.line(f"import {{ {name} }} from {quoted}")

    def _append(self, path: str, imports: str, rest: str) -> None:
        """Add imports behind those that `path` has, and the rest at its end; a new file is just both."""
        if not self._holds_something(path):
            gap = self.style.newline if imports and rest else ""
            text = imports + gap + rest
            self.context.tree.write(path, (text or self.style.line("export {}")).encode())
            return
        if not imports and not rest:
            return
        bound = self.after.module(path).bindings.imports
        fresh = "".join(line for line in imports.splitlines(keepends=True) if _binds(line) not in bound)
        # Edits refer to the bytes the step found, which for a moved file are those at its old path.
        original = self.context.module(self.context.tree.origin(path) or path)
        last = [node.span.end for node in original.root.children if node.kind == "import_statement"]
        at = original.source.find(b"\n", last[-1]) + 1 if last else 0
        ended = "" if original.source.endswith(b"\n") or not original.source else self.style.newline
        end = Edit.insert(len(original.source), (ended + rest).encode())
        self.context.edit(path, [Edit.insert(at, fresh.encode()), end] if fresh else [end])


def _binds(line: str) -> str:
    """The local name that an import line of this module's making brings."""
    return line.partition(" from ")[0].removeprefix("import ").strip("{} ").rpartition(" as ")[2]


def _camel(stem: str) -> str:
    head, *tail = [part for part in stem.replace("_", "-").split("-") if part]
    return head + "".join(part.capitalize() for part in tail)


def moved_style(context: Context, modules: Sequence[str]) -> tuple[Style, str]:
    """The style of the code that moves, and a relative specifier as it writes them."""
    like = "./x"
    for path in modules:
        for reference in context.module(path).references:
            if reference.specifier.startswith("."):
                return Style.of(context.module(path)), reference.specifier
    return (Style.of(context.module(modules[0])) if modules else Style()), like
