"""Modules of the package that pass on what others have, in the style of the code that moved there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from migrator.api import Context, Edit, RefusedError, Style, is_source


class PackageModules:
    """Finds and writes modules of one package."""

    def __init__(self, context: Context, package: str, style: Style, like: str) -> None:
        self.context = context
        self.package = package
        self.style = style
        self.like = like
        self.after = context.project.over(context.tree)

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

    def write_barrel(
        self, path: str, targets: Sequence[str], *, defaults: bool = False, without: Collection[str] = ()
    ) -> str:
        """Make `path` export everything of `targets`, with `defaults` also a default export; answers the path.

        What the module exports already stays. Left out are the names `without`, and any that means two things in two
        of the targets.
        """
        offered = {target: self.after.symbols.names(target) for target in targets}
        meanings: dict[str, set[object]] = {}
        for names in offered.values():
            for name, declaration in names.items():
                meanings.setdefault(name, set()).add(declaration.binding)
        known = set(self.after.symbols.names(path)) if self.holds_something(path) else set()
        lines = []
        for target, names in offered.items():
            fresh = sorted(name for name in names if name not in {*known, *without} and len(meanings[name]) == 1)
            lines.append(self._passed_on(target, path, [name for name in fresh if name != "default"]))
            if defaults and "default" in fresh:
                lines.append(self.style.taking("export", ["default"], self.specifier(target, path)))
        self.append(path, "", "".join(lines))
        return path

    def _passed_on(self, target: str, path: str, wanted: Sequence[str]) -> str:
        """A line in which `path` re-exports `wanted` of `target`; empty where that is nothing."""
        names = self.after.symbols.names(target)
        module = self.specifier(target, path)
        if wanted and len(wanted) == len(names.keys() - {"default"}):
            return self.style.line(f"export * from {self.style.quoted(module)}")
        if all(names[name].type_only for name in wanted):
            return self.style.taking("export type", wanted, module)
        # A compiler that sees one module at a time has to be told what is a type (TS1205).
        given = [f"type {name}" if names[name].type_only else name for name in wanted]
        return self.style.taking("export", given, module)

    def holds_something(self, path: str) -> bool:
        """Whether there is such a module, and anything in it."""
        return self.context.tree.entry(path) is not None and self.context.tree.read(path) != b""

    def append(self, path: str, imports: str, rest: str) -> None:
        """Add imports behind those that `path` has, and the rest at its end; a new file is just both."""
        if not self.holds_something(path):
            gap = self.style.newline if imports and rest else ""
            text = imports + gap + rest
            self.context.tree.write(path, (text or self.style.line("export {}")).encode())
            return
        if not imports and not rest:
            return
        # Edits refer to the bytes the step found, which for a moved file are those at its old path.
        original = self.context.module(self.context.tree.origin(path) or path)
        last = [node.span.end for node in original.root.children if node.kind == "import_statement"]
        at = original.source.find(b"\n", last[-1]) + 1 if last else 0
        ended = "" if original.source.endswith(b"\n") or not original.source else self.style.newline
        end = Edit.insert(len(original.source), (ended + rest).encode())
        self.context.edit(path, [Edit.insert(at, imports.encode()), end] if imports else [end])


def moved_style(context: Context, modules: Sequence[str], app: str) -> tuple[Style, str]:
    """The style of the code that moves, and a relative specifier with the ending that is usual in it.

    Where the code that moves has none, the rest of the package folder `app` tells.
    """
    near = [path for path in context.project.sources if path.startswith(f"{app}/" if app else "")]
    for paths in (modules, near):
        endings = Counter(
            _ending(edge.reference.specifier)
            for path in paths
            for edge in context.project.graph.edges_from(path)
            if edge.reference.specifier.startswith(".") and edge.target is not None and is_source(edge.target)
        )
        if endings:
            style = next(path for path in paths if context.module(path).references)
            return Style.of(context.module(style)), f"./x{endings.most_common(1)[0][0]}"
    return (Style.of(context.module(modules[0])) if modules else Style()), "./x"


def _ending(specifier: str) -> str:
    """`.js` of `./client.js`; empty for `./client` and `./inngest.server`."""
    ending = specifier.rpartition("/")[2].rpartition(".")[2]
    return f".{ending}" if ending in ("js", "jsx", "mjs", "cjs", "ts", "tsx", "mts", "cts") else ""
