"""An outcome in git's terms: the commits it makes, their trees' ids, and the branch that is to hold them."""

from migrator.publish.branch import Published, go_on, publish
from migrator.publish.origin import Origin, beginning, latest, origin_of
from migrator.publish.proposal import PlannedCommit, Proposal, propose
from migrator.publish.resumption import Resumption, resumption
from migrator.publish.rollback import RolledBack, roll_back
from migrator.publish.standing import Standing, standing_of

__all__ = [
    "Origin",
    "PlannedCommit",
    "Proposal",
    "Published",
    "Resumption",
    "RolledBack",
    "Standing",
    "beginning",
    "go_on",
    "latest",
    "origin_of",
    "propose",
    "publish",
    "resumption",
    "roll_back",
    "standing_of",
]
