"""What an expression stands for, told from the text: through constants, members, enums, and the arguments of a call."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from migrator.api import Binding, Module, Node, Project, is_test

from .._reading.constants import constant, declared, property_of, value_of
from .._reading.event_names import bare
from .syntax import default_of, parameter_of

_LONGEST_WAY = 24


@dataclass(frozen=True, slots=True)
class Frame:
    """A call that is looked into: the parameters of `function` stand for `arguments`, read in the `outer` frame."""

    function: Node
    arguments: tuple[Node, ...]
    outer: Frame | None = None

    def find(self, function: Node) -> Frame | None:
        """The innermost frame of a call of `function`."""
        frame: Frame | None = self
        while frame is not None and frame.function != function:
            frame = frame.outer
        return frame


def framed(frame: Frame | None, outer: Frame) -> Frame:
    """`frame` with its outermost call read in `outer`."""
    if frame is None:
        return outer
    return Frame(frame.function, frame.arguments, framed(frame.outer, outer))


@dataclass(frozen=True, slots=True)
class Value:
    """An expression that stands for itself, and the frame that its names are read in."""

    node: Node
    frame: Frame | None = None


class Expressions:
    """Reads the expressions of one project."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._calls: dict[tuple[str, str], tuple[Node, ...]] = {}

    def value(self, node: Node, frame: Frame | None = None) -> Value:
        """What `node` stands for in the end: names are followed as far as the text tells, anything else is itself."""
        at = Value(bare(node), frame)
        for _ in range(_LONGEST_WAY):
            further = self._further(at)
            if further is None or further == at:
                break
            at = Value(bare(further.node), further.frame)
        return at

    def text(self, node: Node, frame: Frame | None = None) -> str | None:
        """The string that an expression stands for; None where the text doesn't tell."""
        at = self.value(node, frame)
        if at.node.kind == "template_string":
            parts = [self._part(child, at.frame) for child in at.node.children]
            return None if None in parts else "".join(part or "" for part in parts)
        if at.node.kind == "binary_expression" and at.node.tokens == ("+",):
            sides = [at.node.field("left"), at.node.field("right")]
            texts = [self.text(side, at.frame) for side in sides if side is not None]
            return None if None in texts else "".join(text or "" for text in texts)
        return at.node.string_value

    def member(self, value: Value, name: str) -> Value | None:
        """The property `name` of an object literal, also where the object has it from one that it spreads."""
        if value.node.kind != "object":
            return None
        own = property_of(value.node, name)
        if own is None:
            return self._spread_member(value, name) or self._computed_member(value, name)
        # `{ id }` stands for what the name does.
        given = own if own.kind == "shorthand_property_identifier" else own.field("value")
        return Value(given, value.frame) if given is not None else None

    def members(self, value: Value) -> Iterator[tuple[str | None, Value]]:
        """Key and value of each property of an object literal, spreads included; a key that can't be told is None."""
        for child in value.node.children if value.node.kind == "object" else ():
            if child.kind == "spread_element" and child.children:
                yield from self.members(self.value(child.children[0], value.frame))
            elif child.kind == "shorthand_property_identifier":
                yield child.text, Value(child, value.frame)
            elif child.kind == "pair":
                key, given = child.field("key"), child.field("value")
                if key is not None and given is not None:
                    yield self.key(key, value.frame), Value(given, value.frame)

    def key(self, key: Node, frame: Frame | None = None) -> str | None:
        """The name that a key has: written out, quoted, or computed."""
        if key.kind == "computed_property_name":
            return self.text(key.children[0], frame)
        return key.text if key.string_value is None else key.string_value

    def calls_of(self, path: str, name: str) -> tuple[Node, ...]:
        """Every call, in the module at `path` and outside, of what it exports or declares as `name`; tests left out."""
        if (path, name) not in self._calls:
            self._calls[path, name] = tuple(_calls_of(self.project, path, name))
        return self._calls[path, name]

    def _further(self, at: Value) -> Value | None:
        node = at.node
        if node.kind in ("identifier", "shorthand_property_identifier"):
            return self._of_name(node, at.frame)
        if node.kind == "member_expression":
            holder, member = node.field("object"), node.field("property")
            if holder is None or member is None:
                return None
            there = self.value(holder, at.frame)
            return self.member(there, member.text) or self._of_event_type(there, member.text) or self._declared(node)
        if node.kind == "await_expression":
            return Value(node.children[0], at.frame)
        return None

    def _of_name(self, name: Node, frame: Frame | None) -> Value | None:
        binding = name.module.bindings.resolve(name)
        if binding is None:
            return None
        if binding.kind == "param":
            return self._argument(binding, frame)
        if binding.kind in ("const", "let", "var"):
            declarator = binding.node.parent
            if declarator is None or declarator.kind != "variable_declarator" or binding.node.kind != "identifier":
                return None
            given = declarator.field("value")
            return Value(given, frame) if given is not None else None
        there = constant(self.project, name) if binding.kind == "import" else None
        return Value(there) if there is not None else None

    def _argument(self, binding: Binding, frame: Frame | None) -> Value | None:
        """What the call that is looked into gives for a parameter, or for a name taken out of one."""
        taken = parameter_of(binding.node)
        called = frame.find(taken.function) if frame is not None and taken is not None else None
        if taken is None:
            return None
        if called is None or taken.place >= len(called.arguments):
            usual = default_of(binding.node)
            return Value(usual, frame) if usual is not None else None
        given = Value(called.arguments[taken.place], called.outer)
        if taken.key is None:
            return given
        return self.member(self.value(given.node, given.frame), taken.key)

    def _declared(self, node: Node) -> Value | None:
        """A member of a namespace import, or of an enum."""
        there = declared(self.project, node)
        if there is not None:
            found = value_of(self.project.module(there[0]), there[1])
            return Value(found) if found is not None else None
        holder, member = node.field("object"), node.field("property")
        place = declared(self.project, holder) if holder is not None and holder.kind == "identifier" else None
        given = _of_enum(self.project.module(place[0]), place[1], member.text) if place and member else None
        return Value(given) if given is not None else None

    def _of_event_type(self, there: Value, member: str) -> Value | None:
        """`name` of what `eventType("a/b", ...)` makes."""
        callee = there.node.field("function") if there.node.kind == "call_expression" else None
        arguments = there.node.field("arguments")
        if member != "name" or callee is None or callee.text != "eventType" or arguments is None:
            return None
        return Value(arguments.children[0], there.frame) if arguments.children else None

    def _spread_member(self, value: Value, name: str) -> Value | None:
        for child in reversed(value.node.children):
            if child.kind == "spread_element" and child.children:
                found = self.member(self.value(child.children[0], value.frame), name)
                if found is not None:
                    return found
        return None

    def _computed_member(self, value: Value, name: str) -> Value | None:
        for child in value.node.children:
            key, given = (child.field("key"), child.field("value")) if child.kind == "pair" else (None, None)
            computed = key is not None and key.kind == "computed_property_name"
            if computed and key is not None and given is not None and self.key(key, value.frame) == name:
                return Value(given, value.frame)
        return None

    def _part(self, child: Node, frame: Frame | None) -> str | None:
        if child.kind == "template_substitution":
            return self.text(child.children[0], frame) if child.children else None
        return child.text


def _of_enum(module: Module, name: str, member: str) -> Node | None:
    for enum in module.root.descendants("enum_declaration"):
        given = enum.field("name")
        if given is not None and given.text == name:
            for one in enum.descendants("enum_assignment"):
                key = one.field("name")
                if key is not None and (key.string_value or key.text) == member:
                    return one.field("value")
    return None


def _calls_of(project: Project, path: str, name: str) -> Iterator[Node]:
    exported = {export.name for export in project.module(path).exports if (export.local or export.name) == name}
    for user in dict.fromkeys((path, *_users(project, path))):
        module = project.module(user)
        if is_test(user):
            continue
        for call in module.root.descendants("call_expression"):
            callee = call.field("function")
            if callee is None or callee.kind not in ("identifier", "member_expression"):
                continue
            there = declared(project, callee)
            if there is not None and there[0] == path and there[1] in {name, *exported}:
                yield call


def _users(project: Project, path: str) -> Iterator[str]:
    """The modules that may call what `path` exports, also through those that pass it on."""
    waiting, seen = [path], {path}
    while waiting:
        for importer in project.graph.importers(waiting.pop()):
            if importer in seen or importer not in project.sources:
                continue
            seen.add(importer)
            yield importer
            if any(export.reference is not None for export in project.module(importer).exports):
                waiting.append(importer)
