"""Codemods: what they are, what they are given, what they say, and which there are."""

from migrator.codemod.codemod import CannotDetectError, Codemod, ModuleCodemod, ReferenceCodemod
from migrator.codemod.command import Command, CommandCodemod
from migrator.codemod.context import Context
from migrator.codemod.diagnostic import Decision, Diagnostic, Mention
from migrator.codemod.parameter import Decided, Identifier, PackageName, RepositoryPath, param, rule
from migrator.codemod.registry import Registry, discover, shipped_registry
from migrator.codemod.shipped import is_shipped, shipped_folder

__all__ = [
    "CannotDetectError",
    "Codemod",
    "Command",
    "CommandCodemod",
    "Context",
    "Decided",
    "Decision",
    "Diagnostic",
    "Identifier",
    "Mention",
    "ModuleCodemod",
    "PackageName",
    "ReferenceCodemod",
    "Registry",
    "RepositoryPath",
    "discover",
    "is_shipped",
    "param",
    "rule",
    "shipped_folder",
    "shipped_registry",
]
