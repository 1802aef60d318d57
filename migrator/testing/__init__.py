"""For those who write codemods: cases that anyone can read, and what every case proves unasked."""

from migrator.testing.case import Case, read_case
from migrator.testing.harness import prove

__all__ = ["Case", "prove", "read_case"]
