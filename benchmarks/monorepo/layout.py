"""Which modules there are, and in which packages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from benchmarks.monorepo.words import camel, pascal

Kind = Literal["code", "component", "test", "barrel"]
SCOPE: Final = "@bench"
WEB: Final = "apps/web"
ADMIN: Final = "apps/admin"
CORE, RENAMED, FEW = "core", "kernel", "flags"
"""The package that everybody uses, the name that it is to get, and one that few use."""
SHARED: Final = f"{WEB}/src/lib/shared"
"""A folder of the app that very many of its modules import."""
_PACKAGES: Final = (CORE, "config", "log", "ui", "db", "auth", "billing", "search", "mail", "media", "reports")
_FEATURE: Final[tuple[tuple[str, Kind], ...]] = (
    *(("components", "component"),) * 6,
    *(("server", "code"),) * 5,
    *(("hooks", "code"),) * 3,
    *(("model", "code"),) * 3,
    ("server", "test"),
)


@dataclass(frozen=True, slots=True)
class Module:
    """A module to be written: `stem` names it and what it exports; `area` is the folder that its barrel is for."""

    path: str
    stem: str
    kind: Kind
    package: str
    area: str

    @property
    def export(self) -> str:
        """What others import of it."""
        return pascal(self.stem) if self.kind == "component" else camel(self.stem)


def package_names(size: int) -> list[str]:
    """The workspace's packages without the apps: each may use those before it."""
    more = max(0, size // 700 - 5)
    return [*_PACKAGES, *(f"domain-{number:02}" for number in range(1, more + 1)), FEW]


def modules(size: int, stems: Iterator[str]) -> Iterator[Module]:
    """About `size` modules: nine of twenty in one app, three in another, the others in packages."""
    yield from _area(SHARED, WEB, (("", "code"),) * 24, stems)
    for app, share in ((WEB, 0.45), (ADMIN, 0.15)):
        yield from _area(f"{app}/src/components/ui", app, (("", "component"),) * max(4, int(size * share / 20)), stems)
        for number in range(max(1, int(size * share / (len(_FEATURE) + 1)))):
            yield from _area(f"{app}/src/features/feature-{number:03}", app, _FEATURE, stems)
    names = package_names(size)
    each = max(4, int(size * 0.4 / len(names)))
    for name in names:
        count = 4 if name == FEW else each
        for start in range(0, count, 12):
            kinds: tuple[tuple[str, Kind], ...] = (("", "code"),) * min(12, count - start)
            yield from _area(f"packages/{name}/src/part-{start // 12:02}", f"packages/{name}", kinds, stems)


def _area(folder: str, package: str, kinds: tuple[tuple[str, Kind], ...], stems: Iterator[str]) -> Iterator[Module]:
    """The modules of a folder, each in a folder within, and the barrel that passes them on."""
    for inner, kind in kinds:
        stem = next(stems)
        ending = ".tsx" if kind == "component" else ".test.ts" if kind == "test" else ".ts"
        yield Module("/".join(filter(None, (folder, inner, stem))) + ending, stem, kind, package, folder)
    yield Module(f"{folder}/index.ts", folder, "barrel", package, folder)
