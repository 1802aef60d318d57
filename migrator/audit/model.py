"""What an audit finds out: records that every report renders, and that decide nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from migrator.audit.finding import Finding, Rule
from migrator.codemod import Decision

Recommendation = Literal["go", "go-with-decisions", "no-go"]


@dataclass(frozen=True, slots=True)
class Client:
    """A client. `id` is None where the text doesn't tell it, `sdk` where no lockfile and no manifest does."""

    path: str
    line: int
    id: str | None
    sdk: str | None


@dataclass(frozen=True, slots=True)
class Trigger:
    """What starts a function: an event's name or a schedule; `value` is None where the text doesn't tell it."""

    kind: Literal["event", "cron"]
    value: str | None


@dataclass(frozen=True, slots=True)
class Function:
    """A function. `served` is None where what is served can't be told from the text.

    `packages` are the workspace packages, `npm` the packages from outside, and `app_modules` the modules of the app
    outside its Inngest that it needs, at any remove. `decision` is what becomes of its module.
    """

    id: str | None
    export: str | None
    path: str
    line: int
    triggers: tuple[Trigger, ...]
    served: bool | None
    packages: tuple[str, ...]
    npm: tuple[str, ...]
    app_modules: tuple[str, ...]
    decision: Literal["move", "keep", "blocked"]


@dataclass(frozen=True, slots=True)
class Event:
    """An event: declared, sent or handled. `schema` says how it is declared, None where it isn't.

    The place is that of the declaration, else of the first use. `sent_by` are modules, `handled_by` function ids.
    """

    name: str
    path: str
    line: int
    schema: str | None
    sent_by: tuple[str, ...]
    handled_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Producer:
    """A reference from outside to what is Inngest's."""

    path: str
    line: int
    specifier: str
    form: str


@dataclass(frozen=True, slots=True)
class Route:
    """A module that serves functions, by id. `complete` is False where the list can't be told from the text."""

    path: str
    line: int
    framework: str
    functions: tuple[str, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A module that matters for another reason: middleware, a test."""

    path: str
    line: int
    what: str


@dataclass(frozen=True, slots=True)
class Dependency:
    """A workspace package, what it needs of the workspace, and who needs it; by name, or folder where it has none."""

    name: str
    folder: str
    needs: tuple[str, ...]
    needed_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cycle:
    """A way round through packages or modules. `threatened`: it would be there only after the move."""

    threatened: bool
    chain: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """In how many ways the repository does one thing, and which."""

    topic: str
    ways: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One point of the comparison: how it is today, how it would be, in figures of this repository."""

    point: str
    today: str
    shared: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A parameter of the plan, the value it has, and why. Of a mapping, `entries` says why for each key."""

    param: str
    value: Any
    reason: str
    entries: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the integration plan, in the order in which the plan carries it out."""

    id: str
    what: str
    changes: int


@dataclass(frozen=True, slots=True)
class Risk:
    """What may go wrong, and what helps."""

    risk: str
    mitigation: str


@dataclass(frozen=True, slots=True)
class Input:
    """One of the things that the recommendation was made of."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Advice:
    """The recommendation with everything it rests on.

    `structure` are the files of the proposed package, `steps` what the plan does, `choices` its parameters.
    """

    recommendation: Recommendation
    reasons: tuple[str, ...]
    inputs: tuple[Input, ...] = ()
    comparison: tuple[Comparison, ...] = ()
    choices: tuple[Choice, ...] = ()
    structure: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    risks: tuple[Risk, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """What there is today."""

    clients: tuple[Client, ...] = ()
    functions: tuple[Function, ...] = ()
    events: tuple[Event, ...] = ()
    producers: tuple[Producer, ...] = ()
    routes: tuple[Route, ...] = ()
    middleware: tuple[Place, ...] = ()
    tests: tuple[Place, ...] = ()
    packages: tuple[Dependency, ...] = ()
    cycles: tuple[Cycle, ...] = ()
    patterns: tuple[Pattern, ...] = ()


@dataclass(frozen=True, slots=True)
class Audit:
    """An audit of one commit.

    `modules` is what the plan decides; `known` counts the findings that the baseline has, `rules` are all there are.
    """

    subject: str
    plan: str
    commit: str
    state: State
    advice: Advice
    modules: tuple[Decision, ...] = ()
    findings: tuple[Finding, ...] = ()
    known: int = 0
    rules: tuple[Rule, ...] = ()
