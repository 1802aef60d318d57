"""A controller of events made part of its app: in the domain's `@Module`, and that in the app's."""

from __future__ import annotations

from migrator.api import Context, Diagnostic, Edit, RefusedError, Style, append_element

from .._reading.constants import declared, property_of
from .._writing.imports import Imports
from .._writing.insertion import add_member, nested
from .app import EventApp
from .file import EventFile
from .function_ids import Identified
from .nest import Decorated, array_in, decorated_in, listed_in
from .nest_domain import NestDomain
from .nest_service import NestService


def register_controller(context: Context, app: EventApp, file: EventFile, function: Identified) -> None:
    """Register the controller that has the function. Raises RefusedError where a module's lists can't be read."""
    controller = next(decorated_in(function.call.module, "Controller"), None)
    if controller is None:
        return  # A provider's method: whoever wrote that has it provided.
    domain = NestDomain(app, file.names)
    if any(controller.name in listed_in(one.argument, "controllers") for one in domain.modules):
        return
    service = NestService(context, app, file, domain)
    provided = [one for one in domain.modules if service.name in listed_in(one.argument, "providers")]
    if domain.module is None:
        _make_module(context, app, domain, controller, service, provide=not provided)
        _import_module(context, app, domain)
        return
    imports = Imports(context.project, domain.module.module)
    edits = [_listing(domain.module, "controllers", controller.name)]
    imports.take(controller.name, app.specifier(context.project, controller.path, domain.module_path), controller.path)
    if not provided:
        edits.append(_listing(domain.module, "providers", service.name))
        imports.take(service.name, app.specifier(context.project, service.path, domain.module_path), service.path)
    elif not any(one.path == domain.module_path or _reaches(domain.module, one, service.name) for one in provided):
        message = f"{service.name} is provided by {provided[0].path}, which {domain.module.name} does not import"
        hint = f"let {provided[0].name} export {service.name}, and {domain.module.name} import that module"
        context.report(Diagnostic("left-to-do", "warning", message, domain.module_path, hint=hint))
    context.edit(domain.module_path, [*imports.edits(), *edits])


def _reaches(module: Decorated, provider: Decorated, service: str) -> bool:
    """Whether what `provider` exports is known in `module`."""
    is_imported = any(provider.name in one for one in listed_in(module.argument, "imports"))
    is_global = "@Global()" in provider.module.source.decode("utf-8", "replace")
    return service in listed_in(provider.argument, "exports") and (is_imported or is_global)


def _make_module(
    context: Context, app: EventApp, domain: NestDomain, controller: Decorated, service: NestService, *, provide: bool
) -> None:
    at = domain.module_path
    if context.tree.entry(at) is not None:
        raise RefusedError(f"{at} has no class {domain.names.pascal_domain}Module with `@Module`", hint="add it first")
    lines = [
        'import { Module } from "@nestjs/common";\n',
        f'import {{ {controller.name} }} from "{app.specifier(context.project, controller.path, at)}";\n',
    ]
    if provide:
        lines.append(f'import {{ {service.name} }} from "{app.specifier(context.project, service.path, at)}";\n')
    providers = f"  providers: [{service.name}],\n" if provide else ""
    lines.append(
        f"\n@Module({{\n  controllers: [{controller.name}],\n{providers}}})\n"
        f"export class {domain.names.pascal_domain}Module {{}}\n"
    )
    context.tree.write(at, app.house.written("".join(lines)))


def _import_module(context: Context, app: EventApp, domain: NestDomain) -> None:
    """Have the app's module import the new one."""
    name = f"{domain.names.pascal_domain}Module"
    root = _root_module(domain)
    if root is None:
        message = f"which `@Module` is the app's can't be told, so nothing imports {name} yet"
        hint = f"add {name} to the `imports` of the app's module"
        context.report(Diagnostic("left-to-do", "warning", message, domain.module_path, hint=hint))
        return
    after = context.project.over(context.tree)
    imports = Imports(after, root.module)
    imports.take(name, app.specifier(after, domain.module_path, root.path), domain.module_path)
    context.edit(root.path, [*imports.edits(), _listing(root, "imports", name)])


def _root_module(domain: NestDomain) -> Decorated | None:
    """The `@Module` that `NestFactory` is given; else the one called AppModule."""
    project = domain.app.project
    started: set[tuple[str, str]] = set()
    for path in domain.app.own_sources:
        module = project.module(path)
        for call in module.root.descendants("call_expression") if b"NestFactory." in module.source else ():
            callee, arguments = call.field("function"), call.field("arguments")
            if callee is not None and callee.text.startswith("NestFactory.create") and arguments and arguments.children:
                started |= {there} if (there := declared(project, arguments.children[0])) is not None else set()
    roots = [one for one in domain.modules if (one.path, one.name) in started]
    named = [one for one in domain.modules if one.name == "AppModule"]
    return next((found[0] for found in (roots, named) if len(found) == 1), None)


def _listing(module: Decorated, key: str, name: str) -> Edit:
    """The edit that adds a name to an array of a module's `@Module`, which is made where there is none."""
    style, line = Style.of(module.module), f"{module.path}:{module.call.position.line}"
    argument = module.argument
    if argument is None:
        arguments = module.call.field("arguments")
        if arguments is None or arguments.children:
            raise RefusedError(f"{line}: what `@Module` is given can't be read", hint="write it as an object")
        text = nested(f"{key}: [{name}],", style, "const x = {", "};")
        braces = f"{{{style.newline}{style.indent}{text}{style.newline}}}"
        return Edit.insert(arguments.span.start + 1, braces.encode())
    if property_of(argument, key) is None:
        return add_member(argument, f"{key}: [{name}]", style)
    array = array_in(argument, key)
    if array is None:
        raise RefusedError(f"{line}: `{key}` is no array in this module", hint=f"add {name} to it by hand first")
    return append_element(array, name)
