"""What a package imports without saying so: under a manager that hoists, each finds what any of the others has."""

from __future__ import annotations

from collections.abc import Iterator

from migrator.verify.proof import Finding
from migrator.verify.subject import Subject
from migrator.workspace import Edge, External, Project


def undeclared(subject: Subject) -> Iterator[Finding]:
    """Each import that neither the package's manifest nor the root's declares, beside those of the base."""
    known = {
        (image, name)
        for edge in subject.before.graph.edges
        if (name := _undeclared(subject.before, edge)) is not None
        for image in subject.lineage.images(edge.importer)
    }
    for edge in subject.after.graph.edges:
        name = _undeclared(subject.after, edge)
        if name is None or (edge.importer, name) in known:
            continue
        known.add((edge.importer, name))
        owner = subject.after.workspace.owner(edge.importer)
        manifest = owner.manifest.path if owner is not None else "package.json"
        place = subject.after.module(edge.importer).position(edge.reference.span.start)
        yield Finding(f"imports {name}, which {manifest} does not declare", edge.importer, place.line)


def _undeclared(project: Project, edge: Edge) -> str | None:
    """The package that is imported and not declared; types of it alone (`@types/...`) count where types are wanted."""
    workspace = project.workspace
    home = workspace.owner(edge.importer)
    name = edge.reference.package
    if isinstance(edge.resolution, External):
        if edge.resolution.declared:
            return None
        name = edge.resolution.package
    else:
        owner = workspace.owner(edge.target) if edge.target is not None else None
        if name is None or owner is None or owner == home or owner.name != name:
            return None
    types = f"@types/{name.removeprefix('@').replace('/', '__')}"
    declaring = [one.manifest.ranges for one in (home, workspace.root) if one is not None]
    return None if any(name in ranges or types in ranges for ranges in declaring) else name
