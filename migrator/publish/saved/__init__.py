"""A plan as it was reviewed, in a file. It is never carried out as it stands: a new run is held against it."""

from migrator.publish.saved.drift import check_same, check_still_applies
from migrator.publish.saved.format import Saved
from migrator.publish.saved.reading import plan_of, read_saved
from migrator.publish.saved.writing import saved_document

__all__ = ["Saved", "check_same", "check_still_applies", "plan_of", "read_saved", "saved_document"]
