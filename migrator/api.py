"""Everything a codemod may use. Codemods import from here and from nowhere else in the program."""

from migrator.codemod import (
    CannotDetectError,
    Codemod,
    Command,
    CommandCodemod,
    Context,
    Decided,
    Decision,
    Diagnostic,
    Mention,
    ModuleCodemod,
    PackageName,
    ReferenceCodemod,
    RepositoryPath,
    param,
    rule,
)
from migrator.codemod.moving import move_modules
from migrator.codemod.remarks import left_to_do
from migrator.errors import Location, MigratorError, RefusedError, UsageError
from migrator.refactor.clause import braces_without
from migrator.refactor.closure import Closure
from migrator.refactor.consumer import connect
from migrator.refactor.dependencies import is_test
from migrator.refactor.entry_point import add_entry_point, remove_entry_point
from migrator.refactor.exported_object import exported_object
from migrator.refactor.house_style import HouseStyle
from migrator.refactor.literal import append_element, insert_behind
from migrator.refactor.members import Members
from migrator.refactor.new_text import in_style
from migrator.refactor.outline import Outline, Unit
from migrator.refactor.package_manifest import Draft
from migrator.refactor.ranges import usual_range, workspace_range
from migrator.refactor.relocate import Relocation
from migrator.refactor.rename import renamed_strings
from migrator.refactor.repoint import Target, repoint
from migrator.refactor.scaffold import scaffold, untested
from migrator.refactor.settlement import Settlement, Stay
from migrator.refactor.shim import reexports, through
from migrator.refactor.split import split
from migrator.refactor.statements import Statement
from migrator.refactor.style import Style
from migrator.refactor.taken import is_automock, is_taken, wanted_names
from migrator.refactor.ties import is_routed, missing
from migrator.refactor.unused import unused
from migrator.refactor.usage import names_taken
from migrator.syntax import (
    Export,
    Form,
    ImportedName,
    JsonDocument,
    Module,
    ModuleReference,
    Node,
    Visitor,
    YamlDocument,
    is_source,
    matchers,
)
from migrator.text import Edit, Position, Span, apply_edits, line_ending, with_line_end
from migrator.tree import Mode, Overlay, checked_path, directory_of, join, lies_in, relative
from migrator.workspace import (
    Builtin,
    Declaration,
    Edge,
    External,
    Manifest,
    Package,
    Project,
    Resolution,
    Resolved,
    TsConfig,
    Unresolved,
    Workspace,
    asked_version,
    is_modern_yarn,
    matching_paths,
    member_folders,
    read_lockfile,
)

__all__ = [
    "Builtin",
    "CannotDetectError",
    "Closure",
    "Codemod",
    "Command",
    "CommandCodemod",
    "Context",
    "Decided",
    "Decision",
    "Declaration",
    "Diagnostic",
    "Draft",
    "Edge",
    "Edit",
    "Export",
    "External",
    "Form",
    "HouseStyle",
    "ImportedName",
    "JsonDocument",
    "Location",
    "Manifest",
    "Members",
    "Mention",
    "MigratorError",
    "Mode",
    "Module",
    "ModuleCodemod",
    "ModuleReference",
    "Node",
    "Outline",
    "Overlay",
    "Package",
    "PackageName",
    "Position",
    "Project",
    "ReferenceCodemod",
    "RefusedError",
    "Relocation",
    "RepositoryPath",
    "Resolution",
    "Resolved",
    "Settlement",
    "Span",
    "Statement",
    "Stay",
    "Style",
    "Target",
    "TsConfig",
    "Unit",
    "Unresolved",
    "UsageError",
    "Visitor",
    "Workspace",
    "YamlDocument",
    "add_entry_point",
    "append_element",
    "apply_edits",
    "asked_version",
    "braces_without",
    "checked_path",
    "connect",
    "directory_of",
    "exported_object",
    "in_style",
    "insert_behind",
    "is_automock",
    "is_modern_yarn",
    "is_routed",
    "is_source",
    "is_taken",
    "is_test",
    "join",
    "left_to_do",
    "lies_in",
    "line_ending",
    "matchers",
    "matching_paths",
    "member_folders",
    "missing",
    "move_modules",
    "names_taken",
    "param",
    "read_lockfile",
    "reexports",
    "relative",
    "remove_entry_point",
    "renamed_strings",
    "repoint",
    "rule",
    "scaffold",
    "split",
    "through",
    "untested",
    "unused",
    "usual_range",
    "wanted_names",
    "with_line_end",
    "workspace_range",
]
