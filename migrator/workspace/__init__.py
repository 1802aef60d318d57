"""What modules, packages and configurations mean together: what a specifier names, who imports whom."""

from migrator.workspace.cycles import strongly_connected
from migrator.workspace.declaration import Declaration
from migrator.workspace.edge import Edge
from migrator.workspace.globs import compile_glob, matching_paths
from migrator.workspace.graph import ImportGraph
from migrator.workspace.lockfile import Lockfile, read_lockfile
from migrator.workspace.manager_version import asked_version, is_modern_yarn
from migrator.workspace.manifest import DEPENDENCY_KINDS, Manifest
from migrator.workspace.outgoing import Outgoing
from migrator.workspace.package_graph import PackageCycle, new_cycles, package_cycles, package_needs
from migrator.workspace.packages import PNPM_WORKSPACE, Package, member_folders
from migrator.workspace.project import Project
from migrator.workspace.resolution import Builtin, External, Resolution, Resolved, Unresolved, is_relative
from migrator.workspace.resolver import Resolver
from migrator.workspace.symbols import Symbols
from migrator.workspace.tsconfig import TsConfig
from migrator.workspace.workspace import Workspace

__all__ = [
    "DEPENDENCY_KINDS",
    "PNPM_WORKSPACE",
    "Builtin",
    "Declaration",
    "Edge",
    "External",
    "ImportGraph",
    "Lockfile",
    "Manifest",
    "Outgoing",
    "Package",
    "PackageCycle",
    "Project",
    "Resolution",
    "Resolved",
    "Resolver",
    "Symbols",
    "TsConfig",
    "Unresolved",
    "Workspace",
    "asked_version",
    "compile_glob",
    "is_modern_yarn",
    "is_relative",
    "matching_paths",
    "member_folders",
    "new_cycles",
    "package_cycles",
    "package_needs",
    "read_lockfile",
    "strongly_connected",
]
