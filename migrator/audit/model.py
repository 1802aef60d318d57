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
    """A client.

    path  the module that makes it
    line  the line of the call, from 1
    id    its id; None where the text doesn't tell it
    sdk   the version of the SDK in the lockfile, else the range in the manifest; None where neither has one
    """

    path: str
    line: int
    id: str | None
    sdk: str | None


@dataclass(frozen=True, slots=True)
class Trigger:
    """What starts a function.

    kind   whether it is an event or a schedule
    value  the event's name or the schedule; None where the text doesn't tell it
    """

    kind: Literal["event", "cron"]
    value: str | None


@dataclass(frozen=True, slots=True)
class Function:
    """A function.

    id           its id; None where the text doesn't tell it
    export       the name under which its module exports it; None where it doesn't
    path         its module
    line         the line of the call that makes it, from 1
    triggers     what starts it
    served       whether a route serves it; None where what is served can't be told from the text
    packages     the workspace packages that it needs, at any remove
    npm          the packages from outside that it needs
    app_modules  the modules of the app, outside its Inngest, that it needs
    decision     what becomes of its module
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
    """An event: declared, sent or handled.

    name        its name
    path        the module of its declaration, else of its first use
    line        the line there, from 1
    schema      how it is declared: `zod`, `schema`, `type`; None where it isn't
    sent_by     the modules that send it
    handled_by  the ids of the functions that it starts
    """

    name: str
    path: str
    line: int
    schema: str | None
    sent_by: tuple[str, ...]
    handled_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Producer:
    """A reference from outside to what is Inngest's.

    path       the module that it is in
    line       its line, from 1
    specifier  the module specifier
    form       how it names the module: `import`, `dynamic`, `mock`, ...
    """

    path: str
    line: int
    specifier: str
    form: str


@dataclass(frozen=True, slots=True)
class Route:
    """A module that serves functions.

    path       the module
    line       the line of the call that serves, from 1
    framework  whose handler it is: `next`, `express`, ...
    functions  the ids of what it serves, in its order
    complete   False where the list can't be told from the text
    """

    path: str
    line: int
    framework: str
    functions: tuple[str, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A module that matters for another reason: middleware, a test.

    path  the module
    line  the line, from 1
    what  what is there, in a few words
    """

    path: str
    line: int
    what: str


@dataclass(frozen=True, slots=True)
class Dependency:
    """A workspace package, and who needs whom; by name, or by folder where it has none.

    name       its name
    folder     its folder
    needs      the packages of the workspace that it needs
    needed_by  those that need it
    """

    name: str
    folder: str
    needs: tuple[str, ...]
    needed_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cycle:
    """A way round through packages or modules.

    threatened  whether it would be there only after the move
    chain       the packages or modules in order; the last needs the first
    why         what makes it one, in a sentence
    """

    threatened: bool
    chain: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """In how many ways the repository does one thing.

    topic  what is done
    ways   each way, in a few words
    """

    topic: str
    ways: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One point of the comparison, in figures of this repository.

    point   what is compared
    today   how it is
    shared  how it would be with a package
    """

    point: str
    today: str
    shared: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A parameter of the plan, and the value that it has.

    param    its name
    value    the value
    reason   why, in a sentence
    entries  of a mapping: key -> why it has its value
    """

    param: str
    value: Any
    reason: str
    entries: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the integration plan, in the order in which the plan carries it out.

    id       the step's id
    what     what it does: the subject of its commit
    changes  how many files it changes
    """

    id: str
    what: str
    changes: int


@dataclass(frozen=True, slots=True)
class Risk:
    """What may go wrong, and what helps.

    risk        what may go wrong, in a sentence
    mitigation  what helps
    """

    risk: str
    mitigation: str


@dataclass(frozen=True, slots=True)
class Input:
    """One of the things that the recommendation was made of.

    name   what was looked at
    value  what was found
    """

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Advice:
    """The recommendation with everything it rests on.

    recommendation  go, go with decisions, or no-go
    reasons         why, a sentence each
    inputs          what it was made of
    comparison      today and with a package, point by point
    choices         a value for each parameter of the plan; empty where nothing can be advised
    structure       the files of the proposed package
    steps           what the plan does
    risks           what may go wrong
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
    """What there is today.

    clients     the clients
    functions   the functions
    events      the events, by name
    producers   who names Inngest's modules from outside
    routes      the routes that serve functions
    middleware  the modules that have Inngest middleware
    tests       the tests of what is Inngest's
    packages    the packages of the workspace
    cycles      ways round through packages or modules, those that the move would make included
    patterns    in how many ways one thing is done
    """

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
