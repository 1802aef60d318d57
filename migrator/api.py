"""Everything a codemod may use. Codemods import from here and from nowhere else in the program."""

from migrator.audit import (
    Advice,
    Audited,
    Auditor,
    Choice,
    Client,
    Comparison,
    Cycle,
    Dependency,
    Event,
    Fault,
    Function,
    Input,
    Pattern,
    Place,
    Producer,
    Rehearsal,
    Rehearse,
    Risk,
    Route,
    Rule,
    State,
    Step,
    Trigger,
)
from migrator.codemod import (
    CannotDetectError,
    Codemod,
    Command,
    CommandCodemod,
    Context,
    Decided,
    Decision,
    Diagnostic,
    Identifier,
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
from migrator.codemod.renaming import doubts, rename_exports
from migrator.errors import AlreadySaidError, Location, MigratorError, RefusedError, UsageError
from migrator.refactor.clause import braces_without
from migrator.refactor.configuration.consumer import connect
from migrator.refactor.configuration.entry_point import add_entry_point, remove_entry_point
from migrator.refactor.configuration.exported_object import exported_object
from migrator.refactor.configuration.literal import append_element, insert_behind
from migrator.refactor.conventions import taker_by_place
from migrator.refactor.decisions.closure import Closure
from migrator.refactor.decisions.remedy import propose
from migrator.refactor.decisions.settlement import Settlement, Stay
from migrator.refactor.decisions.ties import is_routed, missing
from migrator.refactor.dependencies.needed import is_test
from migrator.refactor.dependencies.ranges import usual_range, workspace_range
from migrator.refactor.dependencies.unused import unused
from migrator.refactor.division.members import Members
from migrator.refactor.division.outline import Outline, Unit
from migrator.refactor.division.split import split
from migrator.refactor.division.statements import Statement
from migrator.refactor.house_style import HouseStyle
from migrator.refactor.new_text import in_style
from migrator.refactor.published import published_as
from migrator.refactor.relocation import Relocation
from migrator.refactor.rename import renamed_strings
from migrator.refactor.renaming.default import default_of, local_of, named_default, own_name, usual_name
from migrator.refactor.renaming.names import obstacle, unreadable
from migrator.refactor.renaming.passing_on import named_by
from migrator.refactor.repoint import Target, repoint
from migrator.refactor.scaffolding.package_manifest import Draft
from migrator.refactor.scaffolding.scaffold import scaffold, untested
from migrator.refactor.scaffolding.side_effects import effects
from migrator.refactor.selection import selected_modules
from migrator.refactor.shim import reexports, through
from migrator.refactor.straight import modules_behind, straight_to
from migrator.refactor.style import Style
from migrator.refactor.taken import is_automock, is_taken, wanted_names
from migrator.refactor.usage.exports import Use, uses_of_export
from migrator.refactor.usage.references import names_taken
from migrator.syntax import (
    Binding,
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
    PackageCycle,
    Project,
    Resolution,
    Resolved,
    TsConfig,
    Unresolved,
    Workspace,
    asked_version,
    compile_glob,
    is_modern_yarn,
    matching_paths,
    member_folders,
    package_cycles,
    package_needs,
    read_lockfile,
)

__all__ = [
    "Advice",
    "AlreadySaidError",
    "Audited",
    "Auditor",
    "Binding",
    "Builtin",
    "CannotDetectError",
    "Choice",
    "Client",
    "Closure",
    "Codemod",
    "Command",
    "CommandCodemod",
    "Comparison",
    "Context",
    "Cycle",
    "Decided",
    "Decision",
    "Declaration",
    "Dependency",
    "Diagnostic",
    "Draft",
    "Edge",
    "Edit",
    "Event",
    "Export",
    "External",
    "Fault",
    "Form",
    "Function",
    "HouseStyle",
    "Identifier",
    "ImportedName",
    "Input",
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
    "PackageCycle",
    "PackageName",
    "Pattern",
    "Place",
    "Position",
    "Producer",
    "Project",
    "ReferenceCodemod",
    "RefusedError",
    "Rehearsal",
    "Rehearse",
    "Relocation",
    "RepositoryPath",
    "Resolution",
    "Resolved",
    "Risk",
    "Route",
    "Rule",
    "Settlement",
    "Span",
    "State",
    "Statement",
    "Stay",
    "Step",
    "Style",
    "Target",
    "Trigger",
    "TsConfig",
    "Unit",
    "Unresolved",
    "UsageError",
    "Use",
    "Visitor",
    "Workspace",
    "YamlDocument",
    "add_entry_point",
    "append_element",
    "apply_edits",
    "asked_version",
    "braces_without",
    "checked_path",
    "compile_glob",
    "connect",
    "default_of",
    "directory_of",
    "doubts",
    "effects",
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
    "local_of",
    "matchers",
    "matching_paths",
    "member_folders",
    "missing",
    "modules_behind",
    "move_modules",
    "named_by",
    "named_default",
    "names_taken",
    "obstacle",
    "own_name",
    "package_cycles",
    "package_needs",
    "param",
    "propose",
    "published_as",
    "read_lockfile",
    "reexports",
    "relative",
    "remove_entry_point",
    "rename_exports",
    "renamed_strings",
    "repoint",
    "rule",
    "scaffold",
    "selected_modules",
    "split",
    "straight_to",
    "taker_by_place",
    "through",
    "unreadable",
    "untested",
    "unused",
    "uses_of_export",
    "usual_name",
    "usual_range",
    "wanted_names",
    "with_line_end",
    "workspace_range",
]
