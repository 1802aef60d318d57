"""`python -m benchmarks.works.import_graph REPOSITORY`: who imports whom, and how many references there are."""

from __future__ import annotations

import gc
import sys

from migrator.vcs import Repository
from migrator.workspace import Project


def main() -> None:
    """Work the graph out and print how many references it has."""
    gc.disable()  # as the program does
    repository = Repository.open(sys.argv[1])
    graph = Project(repository.snapshot("HEAD")).graph
    print(sum(len(outgoing.leads) for outgoing in graph.outgoing.values()))


if __name__ == "__main__":
    main()
