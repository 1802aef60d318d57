"""TypeScript and JavaScript, JSON and YAML: read into something that can be asked, written back as edits."""

from migrator.syntax import matchers
from migrator.syntax.bindings import Bindings
from migrator.syntax.export import Export
from migrator.syntax.forms import Form
from migrator.syntax.json_document import JsonDocument, dump_json
from migrator.syntax.json_parser import JsonSyntaxError
from migrator.syntax.language import is_host, is_importer, is_javascript, is_source
from migrator.syntax.module import Module
from migrator.syntax.node import Node
from migrator.syntax.reference import ImportedName, ModuleReference
from migrator.syntax.scope import Binding
from migrator.syntax.visitor import Visitor
from migrator.syntax.yaml_document import YamlDocument, YamlPathError
from migrator.syntax.yaml_node import YamlNode, YamlSyntaxError
from migrator.syntax.yaml_reader import parse_yaml

__all__ = [
    "Binding",
    "Bindings",
    "Export",
    "Form",
    "ImportedName",
    "JsonDocument",
    "JsonSyntaxError",
    "Module",
    "ModuleReference",
    "Node",
    "Visitor",
    "YamlDocument",
    "YamlNode",
    "YamlPathError",
    "YamlSyntaxError",
    "dump_json",
    "is_host",
    "is_importer",
    "is_javascript",
    "is_source",
    "matchers",
    "parse_yaml",
]
