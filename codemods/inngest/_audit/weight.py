"""What loading a module loads: the weight of a cold start, as far as the repository's own modules go."""

from __future__ import annotations

from typing import NamedTuple

from migrator.api import Form, Project, is_source

from .._package.client_side import at_run_time
from .._reading.anatomy import anatomy_of


class Weight(NamedTuple):
    """How many modules are loaded, how many bytes of source they have, and how many of them make functions."""

    modules: int
    bytes: int
    functions: int

    def __str__(self) -> str:
        return f"{self.modules} {'module' if self.modules == 1 else 'modules'}, {self.bytes / 1000:.1f} kB"


def weight(project: Project, entry: str) -> Weight:
    """What importing the module at `entry` loads at once, itself included; packages from outside are not weighed."""
    seen, waiting = {entry}, [entry]
    while waiting:
        for edge in project.graph.edges_from(waiting.pop()):
            target = edge.target
            if target is None or target in seen or not is_source(target):
                continue
            if at_run_time(edge) and edge.reference.form is not Form.DYNAMIC_IMPORT:
                seen.add(target)
                waiting.append(target)
    anatomy = anatomy_of(project)
    size = sum(len(project.module(path).source) for path in seen)
    return Weight(len(seen), size, sum(anatomy.makes_functions(path) for path in seen))
