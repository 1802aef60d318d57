"""What a module imports, and how it names it."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterator, Sequence
from random import Random

from benchmarks.monorepo.layout import ADMIN, CORE, FEW, SCOPE, SHARED, WEB, Module

_OUTSIDE = (
    ("zod", "z"),
    ("react", "cache"),
    ("date-fns", "addDays"),
    ("next/navigation", "redirect"),
    ("clsx", "clsx"),
    ("node:path", "join"),
)
#: The folders of an app that have an alias of their own.
_DEEP = {"features": "@features", "components/ui": "@ui"}
_WEIGHTS = {"near": 40, "elsewhere": 18, "shared": 8, "ui": 10, "core": 4, "package": 16, "producer": 1, "outside": 20}
_SENDERS = (("@/inngest/client", "inngest"), ("@/inngest", "inngest"))


class Imports:
    """Decides with `random` what each of `modules` imports. The package that few use is imported by `few` of them."""

    def __init__(self, modules: Sequence[Module], random: Random, *, few: int) -> None:
        self._random = random
        self._near: dict[str, list[Module]] = defaultdict(list)
        self._ui: dict[str, list[Module]] = defaultdict(list)
        self._own: dict[str, list[Module]] = defaultdict(list)
        for module in modules:
            if module.kind in ("code", "component"):
                self._near[module.area].append(module)
                ui = module.area.endswith("components/ui")
                (self._ui if ui else self._own)[module.package].append(module)
        self._packages = list(dict.fromkeys(one.package for one in modules if one.package.startswith("packages/")))
        senders = [one.path for one in modules if one.package == WEB and one.kind == "code" and one.area != SHARED]
        self._few = set(random.sample(senders, min(few, len(senders))))

    def of(self, module: Module) -> Iterator[tuple[str, str]]:
        """Specifier and name of each import, no name twice."""
        taken = {module.export}
        wanted = self._random.choices([*_WEIGHTS], [*_WEIGHTS.values()], k=self._random.randint(2, 9))
        for one in (*wanted, *(["few"] if module.path in self._few else ())):
            found = self._one(module, one)
            if found is not None and found[1] not in taken:
                taken.add(found[1])
                yield found

    def _one(self, module: Module, what: str) -> tuple[str, str] | None:
        app = module.package in (WEB, ADMIN)
        if what == "outside":
            return self._random.choice(_OUTSIDE)
        if what == "producer":
            return self._random.choice(_SENDERS) if module.package == WEB and module.area != SHARED else None
        if what in ("core", "few", "package"):
            return self._from_package(module, {"core": CORE, "few": FEW}.get(what))
        if what == "near" or not app or module.area == SHARED:
            return self._inside(module, self._near[module.area])
        if what == "shared":
            return self._inside(module, self._near[SHARED]) if module.package == WEB else None
        return self._inside(module, (self._ui if what == "ui" else self._own)[module.package])

    def _from_package(self, module: Module, name: str | None) -> tuple[str, str] | None:
        """From a package by its name, or below it; packages use those that come before them."""
        at = self._packages.index(module.package) if module.package in self._packages else len(self._packages)
        before = self._packages[:at]
        others = [one for one in before if one not in (f"packages/{CORE}", f"packages/{FEW}")]
        package = f"packages/{name}" if name is not None else self._random.choice(others) if others else ""
        if package not in before:
            return None
        target = self._random.choice(self._own[package])
        inner = target.path.removeprefix(f"{package}/src/").removesuffix(".ts")
        subpath = "" if self._random.random() < 0.6 else f"/{inner}"
        return f"{SCOPE}/{package.rpartition('/')[2]}{subpath}", target.export

    def _inside(self, module: Module, candidates: Sequence[Module]) -> tuple[str, str] | None:
        """From the same package: near by a relative specifier, far by an alias mostly, now and then by a barrel."""
        target = self._random.choice(candidates) if candidates else module
        if target is module or (module.kind == "code" and target.kind == "component"):
            return None
        path = target.path.rpartition(".")[0]
        if target.area != module.area and self._random.random() < 0.25:
            path = target.area
        plain = posixpath.relpath(path, posixpath.dirname(module.path))
        if target.area == module.area or module.package not in (WEB, ADMIN) or self._random.random() < 0.1:
            return (plain if plain.startswith(".") else f"./{plain}"), target.export
        inner = path.removeprefix(f"{module.package}/src/")
        for folder, alias in _DEEP.items():
            if inner.startswith(f"{folder}/") and self._random.random() < 0.5:
                return alias + inner.removeprefix(folder), target.export
        return f"@/{inner}", target.export
