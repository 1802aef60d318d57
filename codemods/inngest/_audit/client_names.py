"""Which expressions are an Inngest client: imported, made in place, a parameter, a property, what a function gives."""

from __future__ import annotations

from functools import cached_property

from migrator.api import Binding, Form, Node, Project, is_source, is_test

from .._reading.anatomy import anatomy_of
from .._reading.constants import declared, value_of
from .syntax import arguments_of, parameter_of

_WRAPPED = ("await_expression", "parenthesized_expression", "non_null_expression", "as_expression")


class ClientNames:
    """Tells of an expression whether it is a client."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.anatomy = anatomy_of(project)

    def is_client(self, node: Node) -> bool:
        """Whether an expression is a client for certain, or by its type."""
        while node.kind in _WRAPPED and node.children:
            node = node.children[0]
        if node.kind == "identifier":
            return self._is_named_client(node)
        if node.kind == "new_expression":
            return any(node == client for client in self.anatomy.clients)
        if node.kind == "call_expression":
            callee = node.field("function")
            return callee is not None and self._gives_client(callee)
        return node.kind == "member_expression" and self._is_client_member(node)

    def may_be_client(self, node: Node) -> bool:
        """Whether an expression of which nothing is known is called like a client: `ctx.inngestClient`."""
        last = node.field("property") if node.kind == "member_expression" else None
        if last is not None:
            return "inngest" in last.text.lower()
        binding = node.module.bindings.resolve(node) if node.kind == "identifier" else None
        # What is declared here and is no client shadows one of the same name; a parameter may well be one.
        return binding is not None and binding.kind == "param" and "inngest" in node.text.lower()

    def _is_client_member(self, node: Node) -> bool:
        """A client as a member: of a namespace, of what a dynamic import brings, of `this`."""
        holder, member = node.field("object"), node.field("property")
        if holder is None or member is None:
            return False
        there = declared(self.project, node)
        if there is not None:
            return self._declares_client(*there)
        brought = self._dynamically_imported(holder)
        if holder.kind == "identifier":
            binding = node.module.bindings.resolve(holder)
            value = binding.node.parent.field("value") if binding is not None and binding.node.parent else None
            brought = self._dynamically_imported(value) if value is not None else None
        if brought is not None:
            return self._exports_client(brought, member.text)
        return holder.kind == "this" and self._is_own_property(node, member.text)

    def _is_own_property(self, node: Node, name: str) -> bool:
        """Whether the class around `node` has a client as its property `name`: a field, or by its constructor."""
        around = next((one for one in node.ancestors() if one.kind == "class_body"), None)
        for member in around.descendants("public_field_definition", "required_parameter") if around is not None else ():
            given = member.field("name") or member.field("pattern")
            if given is None or given.text != name:
                continue
            value = member.field("value")
            if self._says_client(member.field("type")) or (value is not None and self.is_client(value)):
                return True
        return False

    def _is_named_client(self, name: Node) -> bool:
        binding = name.module.bindings.resolve(name)
        if binding is None:
            return False
        if binding.kind == "import":
            there = declared(self.project, name)
            return there is not None and self._declares_client(*there)
        if binding.kind == "param":
            return self._is_typed_as_client(binding) or self._is_brought_to(binding)
        if binding.kind not in ("const", "let", "var"):
            return False
        return self._is_client_variable(binding)

    def _is_client_variable(self, binding: Binding) -> bool:
        name = binding.node
        at = next((one for one in name.ancestors() if one.kind == "variable_declarator"), None)
        value = at.field("value") if at is not None else None
        if at is None or value is None:
            # `let client: Inngest | undefined`, which a function fills.
            return at is not None and self._says_client(at.field("type"))
        taken = self._dynamically_imported(value)
        if taken is not None:
            imported = _taken_name(name)
            return imported is not None and self._exports_client(taken, imported)
        if name.parent != at:
            return False
        return self.is_client(value) or self._says_client(at.field("type")) or self._is_made_in(value)

    def _is_made_in(self, value: Node) -> bool:
        """Whether a value is a client made in place, as in `kept ?? new Inngest(...)`, or a proxy of one."""
        if value.kind in ("binary_expression", "ternary_expression"):
            return any(self.is_client(child) for child in value.children)
        if value.kind == "new_expression" and (of := value.field("constructor")) and of.text == "Proxy":
            return any(client.module == value.module for client in self.anatomy.clients)
        return False

    def _dynamically_imported(self, value: Node) -> str | None:
        """The module that `await import("x")`, or `require("x")`, brings."""
        while value.kind in _WRAPPED and value.children:
            value = value.children[0]
        for edge in self.project.graph.edges_from(value.module.path) if value.kind == "call_expression" else ():
            if edge.reference.form in (Form.DYNAMIC_IMPORT, Form.REQUIRE) and edge.reference.statement == value.span:
                return edge.target
        return None

    def _is_brought_to(self, binding: Binding) -> bool:
        """Whether a parameter is what a dynamic import brings: `import("x").then(({ inngest }) => ...)`."""
        place = parameter_of(binding.node)
        around = place.function.parent if place is not None else None
        call = around.parent if around is not None and around.kind == "arguments" else None
        callee = call.field("function") if call is not None else None
        brought = callee.field("object") if callee is not None and callee.kind == "member_expression" else None
        path = self._dynamically_imported(brought) if brought is not None else None
        return place is not None and path is not None and self._exports_client(path, place.key or "*")

    def _exports_client(self, path: str, name: str) -> bool:
        there = self.project.symbols.declaration(path, name) if is_source(path) else None
        return there is not None and there.path is not None and self._declares_client(there.path, there.name)

    def _declares_client(self, path: str, name: str) -> bool:
        """Whether what a module declares as `name` is a client."""
        if not is_source(path) or is_test(path):
            return False
        value = value_of(self.project.module(path), name)
        if value is None:
            return False
        key = (path, name)
        if key in self._looked_up:
            return self._looked_up[key]
        self._looked_up[key] = False  # of a constant that is made of itself
        self._looked_up[key] = found = self.is_client(value) or self._is_made_in(value) or self._is_extended(value)
        return found

    @cached_property
    def _looked_up(self) -> dict[tuple[str, str], bool]:
        return {}

    def _is_extended(self, value: Node) -> bool:
        """Whether a value is made of a client: `extend(inngest)`, `NestInngest.from(inngest)`."""
        return value.kind == "call_expression" and any(self.is_client(given) for given in arguments_of(value))

    def _gives_client(self, callee: Node) -> bool:
        """Whether a function, `getInngest` say, is declared where a client is made and called after one."""
        there = declared(self.project, callee)
        if there is None or not self.anatomy.makes_client(there[0]):
            return False
        return "inngest" in there[1].lower() or "client" in there[1].lower()

    def _is_typed_as_client(self, binding: Binding) -> bool:
        parameter = next(
            (one for one in binding.node.ancestors() if one.kind in ("required_parameter", "optional_parameter")), None
        )
        return parameter is not None and self._says_client(parameter.field("type"))

    def _says_client(self, written: Node | None) -> bool:
        """Whether a type names the SDK's `Inngest`, or `typeof` a client."""
        for name in written.descendants("type_identifier", "identifier") if written is not None else ():
            if name.kind == "type_identifier" and self.anatomy.is_sdk_name(name, "Inngest"):
                return True
            asked = name.parent is not None and name.parent.kind == "type_query"
            if asked and name.kind == "identifier" and self.is_client(name):
                return True
        return False


def _taken_name(local: Node) -> str | None:
    """The name that a pattern takes for `local`: `a` in `{ a }`, `b` in `{ b: a }`; `*` of a bare name."""
    around = local.parent
    if around is None or around.kind == "variable_declarator":
        return "*"
    if around.kind == "pair_pattern":
        key = around.field("key")
        return key.text if key is not None else None
    return local.text
