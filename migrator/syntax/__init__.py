"""TypeScript and JavaScript, JSON and YAML: read into something that can be asked, written back as edits."""

from migrator.syntax import matchers
from migrator.syntax.export import Export
from migrator.syntax.facts import Known
from migrator.syntax.json.document import JsonDocument, dump_json
from migrator.syntax.json.parser import JsonSyntaxError
from migrator.syntax.language import UnreadableSourceError, ending_of, is_host, is_importer, is_javascript, is_source
from migrator.syntax.module import Module
from migrator.syntax.node import Node
from migrator.syntax.references.forms import Form
from migrator.syntax.references.reference import ImportedName, ModuleReference
from migrator.syntax.scopes.bindings import Bindings
from migrator.syntax.scopes.scope import Binding
from migrator.syntax.visitor import Visitor
from migrator.syntax.yaml.document import YamlDocument, YamlPathError
from migrator.syntax.yaml.node import YamlNode, YamlSyntaxError
from migrator.syntax.yaml.reader import parse_yaml

__all__ = [
    "Binding",
    "Bindings",
    "Export",
    "Form",
    "ImportedName",
    "JsonDocument",
    "JsonSyntaxError",
    "Known",
    "Module",
    "ModuleReference",
    "Node",
    "UnreadableSourceError",
    "Visitor",
    "YamlDocument",
    "YamlNode",
    "YamlPathError",
    "YamlSyntaxError",
    "dump_json",
    "ending_of",
    "is_host",
    "is_importer",
    "is_javascript",
    "is_source",
    "matchers",
    "parse_yaml",
]
