"""What a module writes when exports that it takes, or passes on, have other names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from migrator.refactor.renaming.names import obstacle, renamed_names, unreadable
from migrator.refactor.renaming.passing_on import Exported
from migrator.refactor.renaming.statement import Taken, taken_as
from migrator.refactor.usage.member import Member, Usage
from migrator.refactor.usage.references import usage_of
from migrator.refactor.usage.value import usage_of_binding
from migrator.syntax import Form, ImportedName, is_host
from migrator.text import Edit, Span
from migrator.workspace import Edge, Project

_REEXPORTS = (Form.REEXPORT, Form.REEXPORT_ALL)


@dataclass
class Rewritten:
    """The edits of a module, and the places that take a renamed export if they take it at all: nobody can tell."""

    edits: list[Edit] = field(default_factory=list)
    unclear: list[tuple[Span, str]] = field(default_factory=list)


class Renaming:
    """Exports with new names: `renamed` maps path and name to the new name, `whole` exports to the module they are."""

    def __init__(self, project: Project, renamed: Mapping[Exported, str], whole: Mapping[Exported, str]) -> None:
        self._project = project
        self._renamed = renamed
        self._whole = whole
        self._by_path: dict[str, dict[str, str]] = {}
        for (path, name), new in renamed.items():
            self._by_path.setdefault(path, {})[name] = new

    @property
    def importers(self) -> list[str]:
        """The modules that name one that has a renamed export, or is one, and those that have one themselves."""
        concerned = {path for path, _ in (*self._renamed, *self._whole)}
        graph = self._project.graph
        return sorted({one for path in concerned for one in graph.importers(path)} | self._by_path.keys())

    def of(self, path: str, declared: Mapping[str, str]) -> Rewritten:
        """What becomes of the module at `path`; `declared` are the names that what it declares itself gets."""
        module, found = self._project.module(path), Rewritten()
        local, members = dict(declared), dict[Span, tuple[Member, str]]()
        for edge in self._project.graph.edges_from(path):
            names = self._by_path.get(edge.target or "", {})
            taken = {name: self._taken(edge, name) for name in edge.reference.names}
            changed = {name: to for name, to in taken.items() if to != (name.imported, name.local)}
            found.edits += taken_as(module, edge.reference, changed)
            if edge.reference.form not in _REEXPORTS:
                local |= {name.local: to[1] for name, to in changed.items()}
            for usage, of in self._usages(edge, names):
                renamed = self._by_path.get(of, {})
                members |= {one.span: (one, renamed[one.name]) for one in usage.members if one.name in renamed}
                found.unclear += [(span, of) for span in usage.rest if renamed and not self._is_listed(path, span)]
        local = {name: new for name, new in local.items() if name != new}
        for edit in renamed_names(module, local, self._by_path.get(path, {})):
            if edit.span in members:  # `{ a }`, of which both sides are renamed
                member, new = members[edit.span]
                members[edit.span] = replace(member, local=local.get(member.local or "")), new
            else:
                found.edits.append(edit)
        found.edits += [member.renamed(new) for member, new in members.values()]
        return found

    def _taken(self, edge: Edge, name: ImportedName) -> Taken:
        there = self._by_path.get(edge.target or "", {}).get(name.imported, name.imported)
        if edge.reference.form in _REEXPORTS:
            return there, self._by_path.get(edge.importer, {}).get(name.local, name.local)
        follows = name.local == name.imported != there and not self._keeps(edge.importer, name.local, there)
        return there, there if follows else name.local

    def _keeps(self, importer: str, name: str, new: str) -> bool:
        """Whether an importer's own name stays: because of other names, or of what can't be read."""
        module = self._project.module(importer)
        unclear = is_host(importer) or unreadable(module, name, new) is not None
        return unclear or obstacle(module, name, new) is not None

    def _usages(self, edge: Edge, names: Mapping[str, str]) -> Iterator[tuple[Usage, str]]:
        """What an edge takes of modules as a whole, each with the path of the module."""
        module, reference = self._project.module(edge.importer), edge.reference
        if names and edge.target is not None:
            yield usage_of(module, reference), edge.target
        if reference.form is Form.IMPORT:
            for name in reference.names:
                whole = self._whole.get((edge.target or "", name.imported))
                for binding in module.bindings.named(name.local) if whole is not None else ():
                    if is_host(edge.importer):
                        yield Usage((), (name.span,)), whole or ""
                    yield usage_of_binding(binding, binding.node), whole or ""

    def _is_listed(self, path: str, span: Span) -> bool:
        """Whether a place only exports what it names: whoever takes it there is looked at on their own."""
        module = self._project.module(path)
        named = span.of(module.source).decode("utf-8", "replace")
        return any(span in one.span and (one.listed or one.local == named) for one in module.exports)
