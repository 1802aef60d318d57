"""What the program alone has worked out of a commit, for when the same is asked again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from migrator.cache import Results, key_of, results_folder
from migrator.codemod import is_shipped
from migrator.plan import Plan
from migrator.vcs import GitTree, Repository


class Remembered:
    """The place for `what` comes of a plan with these parameters on this commit.

    There is none where code that is not the program's own has a part in it, since nobody knows what that looks at, nor
    in a clone that has not all contents, and may have more the next time.
    """

    def __init__(
        self, what: str, plan: Plan, given: Mapping[str, Any], repository: Repository, base: GitTree, *others: type
    ) -> None:
        """`others` are classes that have a part in it beside the plan's codemods."""
        makers = (*(plan.registry.get(step.codemod) for step in plan.steps), *others)
        shipped = all(map(is_shipped, makers))
        self._base = base
        self._results = Results(results_folder(repository.folder) if shipped and not base.partial else None)
        parameters = json.dumps(dict(given), sort_keys=True, default=str)
        facts = what, plan.file, parameters, repository.object_format, base.oid
        self._key = key_of(plan.source, *(fact.encode("utf-8", "surrogateescape") for fact in facts))

    def recall(self) -> Any | None:
        """What was kept; None where nothing was."""
        return self._results.recall(self._key)

    def keep(self, found: object | None) -> None:
        """Keep what was found, if anything was, and if all that was to be read could be."""
        if found is not None and not self._base.misread:
            self._results.keep(self._key, found)
