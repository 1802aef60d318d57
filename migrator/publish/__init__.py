"""An outcome in git's terms: the commits it makes, their trees' ids, and the branch that is to hold them."""

from migrator.publish.branch import Published, go_on, publish
from migrator.publish.origin import Origin, beginning, latest, origin_of
from migrator.publish.proposal import PlannedCommit, Proposal, propose
from migrator.publish.resumption import Resumption, resumption
from migrator.publish.rollback import RolledBack, roll_back
from migrator.publish.saved import Saved, check_same, check_still_applies, plan_of, read_saved, saved_document
from migrator.publish.standing import Standing, standing_of

__all__ = [
    "Origin",
    "PlannedCommit",
    "Proposal",
    "Published",
    "Resumption",
    "RolledBack",
    "Saved",
    "Standing",
    "beginning",
    "check_same",
    "check_still_applies",
    "go_on",
    "latest",
    "origin_of",
    "plan_of",
    "propose",
    "publish",
    "read_saved",
    "resumption",
    "roll_back",
    "saved_document",
    "standing_of",
]
