"""For those who write codemods: cases that anyone can read, and what every case proves unasked.

A pytest plugin collects the cases; it is there wherever `migrator` is installed. These names are for tests in Python.
"""

from migrator.testing.case import Case, read_case
from migrator.testing.harness import changes_of, prove

__all__ = ["Case", "changes_of", "prove", "read_case"]
