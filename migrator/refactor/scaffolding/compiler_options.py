"""Compiler options that moved code depends on: the new package must check it as its app did."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from migrator.syntax import Module

_DOM = re.compile(
    rb"\b(window|document|navigator|location|localStorage|sessionStorage|indexedDB|HTML\w*|SVG\w*|Element|Node|"
    rb"DOMParser|Image|Worker|caches|CanvasRenderingContext2D|IntersectionObserver|MutationObserver|XMLHttpRequest)\b"
)

_STRICT = (
    "noImplicitAny",
    "strictNullChecks",
    "strictFunctionTypes",
    "strictBindCallApply",
    "strictPropertyInitialization",
    "strictBuiltinIteratorReturn",
    "noImplicitThis",
    "useUnknownInCatchVariables",
    "alwaysStrict",
)

_VALUES = (
    "target",
    "lib",
    "module",
    "moduleResolution",
    "moduleDetection",
    "customConditions",
)

_FLAGS = (
    "strict",
    "esModuleInterop",
    "allowSyntheticDefaultImports",
    "resolveJsonModule",
    "isolatedModules",
    "verbatimModuleSyntax",
    "skipLibCheck",
    "experimentalDecorators",
    "emitDecoratorMetadata",
    "useDefineForClassFields",
    "noUncheckedIndexedAccess",
    "exactOptionalPropertyTypes",
    "noImplicitOverride",
    "noPropertyAccessFromIndexSignature",
    "noUnusedLocals",
    "noUnusedParameters",
    "noImplicitReturns",
    "noFallthroughCasesInSwitch",
    "allowImportingTsExtensions",
)


def options_to_keep(
    app: Mapping[str, Any], sibling: Mapping[str, Any], modules: Iterable[Module], *, builds: bool
) -> dict[str, Any]:
    """The options that the package must set beyond what its sibling has, so that `modules` are checked as before.

    `app` and `sibling` are effective options: bases merged in. Only options that decide whether code type-checks are
    looked at; those about output stay the sibling's where the package `builds`. An option of the app that the
    sibling has too is left out, and so is `lib` where the code names nothing of what only the app's has.
    """
    modules = list(modules)
    kept = {name: app[name] for name in _VALUES if name in app and _differs(app[name], sibling.get(name))}
    if "lib" in kept and "lib" in sibling and not _needs_lib(app["lib"], sibling["lib"], modules):
        del kept["lib"]
    for name in _FLAGS:
        if bool(app.get(name)) != bool(sibling.get(name)):
            kept[name] = bool(app.get(name))
    if sibling.get("declaration") and not app.get("declaration") and not builds and not sibling.get("composite"):
        # Declarations need a name for every inferred type (TS2742), also where nobody writes them to a file.
        kept |= {name: False for name in ("declaration", "declarationMap") if sibling.get(name)}
    if kept.get("allowImportingTsExtensions"):
        if any(reference.specifier.endswith((".ts", ".tsx")) for module in modules for reference in module.references):
            kept["noEmit"] = True  # TypeScript allows the one only with the other.
        else:
            del kept["allowImportingTsExtensions"]
    for name in _STRICT:
        wanted = app.get(name, bool(app.get("strict")))
        present = sibling.get(name, bool(sibling.get("strict"))) if "strict" not in kept else kept["strict"]
        if wanted != present and (name in app or name in sibling):
            kept[name] = wanted
    endings = {module.path.rpartition(".")[2] for module in modules}
    if endings & {"tsx", "jsx"}:
        kept |= {
            name: app[name] for name in ("jsx", "jsxImportSource") if app.get(name) != sibling.get(name) and name in app
        }
    if endings & {"js", "jsx", "mjs", "cjs"}:
        kept |= {
            name: app[name] for name in ("allowJs", "checkJs") if app.get(name) != sibling.get(name) and name in app
        }
    return kept


def _needs_lib(app: Any, sibling: Any, modules: Iterable[Module]) -> bool:
    """Whether the code may need a library of the app's: any but the DOM's, or the DOM's where it names something of it.

    What Node and browsers share (`fetch`, `URL`, `console`) comes with the types of Node or bun.
    """
    missing = {str(name).lower() for name in app} - {str(name).lower() for name in sibling}
    if any(not name.startswith("dom") for name in missing):
        return True
    return bool(missing) and any(_DOM.search(module.source) for module in modules)


def _differs(one: Any, other: Any) -> bool:
    """Whether two values of an option differ; the case of `ESNext` and the order of `lib` mean nothing."""
    plain = [
        sorted(str(item).lower() for item in value) if isinstance(value, list) else str(value).lower()
        for value in (one, other)
    ]
    return plain[0] != plain[1]
